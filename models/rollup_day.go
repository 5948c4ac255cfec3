package models

// Reports count a ticket on the day it was received, in the regency's time; Western Indonesia Time is that of all
// but the calendars a regency sets otherwise.
const reportOffset = 7 * 3600

// dayOf returns the report day of an instant, in days since 1970-01-01.
func dayOf(t Time) int64 { return (int64(t) + reportOffset) / 86400 }

// staleDay marks the day of the ticket's receipt, so that its roll-up is made anew. Today has none yet.
func (tx *Tx) staleDay(t *Ticket) error {
	day := dayOf(t.ReceivedAt)
	if day >= dayOf(tx.now) {
		return nil
	}
	return tx.exec("INSERT INTO rollup_days (day, stale_at) VALUES (?, ?) ON CONFLICT DO NOTHING", day, tx.now)
}
