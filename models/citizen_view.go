package models

import (
	"context"
	"encoding/json"

	"tanggap/models/text"
)

// Reporter is the citizen behind a ticket as staff may see them: addresses and numbers only masked, nothing of
// somebody who wants no name seen.
type Reporter struct {
	Name   string
	Email  string // masked
	Phone  string // masked
	Hidden bool   // anonymous or sealed: all of the above are empty
	Sealed bool
	Mail   bool // answers go out by mail too, shown or not
}

// viewReporter reads the citizen and the earlier tickets of theirs that the actor may see. Tickets sent without a name
// are never joined with others: that would give the name away.
func (s *Store) viewReporter(ctx context.Context, who Actor, v *TicketView) error {
	v.Reporter = Reporter{Hidden: v.Privacy != Named, Sealed: v.Privacy == Confidential}
	if v.CitizenID == 0 {
		return nil
	}
	var rows []struct {
		Name   string
		Sealed []byte
		Kind   string
		Value  string
	}
	err := s.find(ctx, &rows, `SELECT c.name, c.sealed, COALESCE(i.kind, '') AS kind, COALESCE(i.value, '') AS value
		FROM citizens c LEFT JOIN identities i ON i.citizen_id = c.id WHERE c.id = ? ORDER BY i.id`, v.CitizenID)
	if err != nil {
		return err
	}
	var p Person
	for _, row := range rows {
		p.Name = row.Name
		switch row.Kind {
		case "email":
			p.Email = row.Value
		case "phone":
			p.Phone = row.Value
		}
		if len(row.Sealed) > 0 { // opened only to tell whether a mail can be sent
			raw, err := s.keys.unseal(row.Sealed)
			if err != nil {
				return err
			}
			if err := json.Unmarshal(raw, &p); err != nil {
				return err
			}
		}
	}
	v.Reporter.Mail = p.Email != ""
	if v.Reporter.Hidden {
		return nil
	}
	v.Reporter.Name, v.Reporter.Email, v.Reporter.Phone = text.Mask(p.Name), maskedEmail(p.Email), maskedPhone(p.Phone)
	if v.Author != "" {
		v.Reporter.Name = v.Author
	}
	return s.viewEarlier(ctx, who, v)
}

// viewEarlier is served by the index tickets_citizen.
func (s *Store) viewEarlier(ctx context.Context, who Actor, v *TicketView) error {
	where, args := who.scope()
	of := " FROM tickets t WHERE " + where +
		" AND t.citizen_id = ? AND t.citizen_id > 0 AND t.id < ? AND t.privacy = 'named'"
	args = append(args, v.CitizenID, v.ID)
	err := s.find(ctx, &v.Earlier, "SELECT t.*"+of+" ORDER BY t.id DESC LIMIT ?", append(args, earlierAtMost)...)
	if err != nil || len(v.Earlier) < earlierAtMost {
		return err
	}
	err = s.find(ctx, &v.EarlierMore, "SELECT COUNT(*)"+of, args...)
	v.EarlierMore -= len(v.Earlier)
	return err
}

// maskedEmail keeps the first letter and the domain: enough to tell two addresses apart.
func maskedEmail(email string) string {
	if email == "" {
		return ""
	}
	return text.Shorten(text.Email, email)
}

// maskedPhone shows a number as people write it here, its middle hidden.
func maskedPhone(phone string) string {
	if len(phone) < 8 {
		return "" // a service number, or too short to hide half of it
	}
	if len(phone) > 2 && phone[:2] == "62" {
		phone = "0" + phone[2:]
	}
	return text.Shorten(text.Phone, phone)
}
