package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tanggap/channels"
	"tanggap/models/sla"
)

// Flags of one level and unit in one run that people are told of one by one; more become one notice each.
const singlyAtMost = 20

// lumpKey is whom a summarising notice tells of which level.
type lumpKey struct {
	user  int64
	level int
}

// lump is a summarising notice of this run.
type lump struct {
	notice int64
	count  int
}

// noticeRow is what one person is told of one thing.
type noticeRow struct {
	call
	ticket int64
	key    string
	data   any
	once   string
}

func (c *dueClock) concern() concern {
	return concern{c.UnitID, c.assignee, c.confidential, c.priority == Emergency}
}

// tell writes the notices of the chunk, and notes on each flag who was told. Of a clock that passed several levels at
// once people are told of the highest only.
func (w *sweep) tell(tx *Tx, c *chunk) error {
	var rows []noticeRow
	more := map[lumpKey]int{}
	by := map[lumpKey]call{}
	for i := range c.flags {
		f := &c.flags[i]
		if !f.last {
			continue
		}
		level := string(f.name())
		rungs := w.ladders.at(f.clock.PolicyID, level)
		calls := w.people.called(f.clock, level, rungs, 0)
		f.told = joined(calls)
		lumped := w.many[unitLevel{f.clock.UnitID, f.level}] && f.clock.priority != Emergency
		once := fmt.Sprintf("flag:%d:%s:%d:%s", f.clock.TicketID, f.clock.Target, f.clock.Round, level)
		for _, one := range calls {
			if key := (lumpKey{one.user, f.level}); lumped {
				more[key]++
				by[key] = one
				continue
			}
			rows = append(rows, noticeRow{one, f.clock.TicketID, "flag." + level, w.toldOf(f.clock, one), once})
		}
		fact := channels.Fact{Type: "ticket." + level, At: f.at.Std()}
		if err := w.tellPrograms(tx, c, f.clock, rungs, lumped, once, fact); err != nil {
			return err
		}
	}
	if err := tx.insertNotices(rows); err != nil {
		return err
	}
	return w.lump(tx, c, more, by)
}

// toldOf is what a notice of a clock says besides its level.
func (w *sweep) toldOf(c *dueClock, one call) map[string]any {
	data := map[string]any{"target": c.Target}
	if one.instead != 0 {
		data["for"] = w.people.ref.colleague[one.instead].Name
	}
	return data
}

// insertNotices writes notices that nobody has got yet: one with the same name is not written twice.
func (tx *Tx) insertNotices(rows []noticeRow) error {
	values := make([][]any, len(rows))
	for i, r := range rows {
		data := []byte(nil)
		if r.data != nil {
			var err error
			if data, err = json.Marshal(r.data); err != nil {
				return fmt.Errorf("notice %s: %w", r.key, err)
			}
		}
		values[i] = append([]any{r.user, r.ticket, r.key, string(data), tx.now, r.once}, r.waits()...)
	}
	return tx.batch("INSERT INTO notices (user_id, ticket_id, key, data, created_at, once, mail, mail_at, chat, chat_at) VALUES ",
		"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", " ON CONFLICT DO NOTHING", values)
}

// waits are the columns that say by what, and when, a notice goes out.
func (c *call) waits() []any {
	out := []any{0, 0, 0, 0}
	if c.mail {
		out[0], out[1] = 1, c.ringAt
	}
	if c.chat {
		out[2], out[3] = 1, c.ringAt
	}
	return out
}

// lump adds to the run's summarising notices, or begins them.
func (w *sweep) lump(tx *Tx, c *chunk, more map[lumpKey]int, by map[lumpKey]call) (err error) {
	for key, n := range more {
		l, known := c.lumps[key]
		if !known {
			l = w.lumps[key]
		}
		if c.lumps[key], err = tx.lump(key, l, n, by[key]); err != nil {
			return err
		}
	}
	return nil
}

// lump adds n to the run's summarising notice, or begins one: the first time, and when it was read or went out meanwhile.
func (tx *Tx) lump(key lumpKey, l lump, n int, by call) (lump, error) {
	data := func(count int) string {
		return `{"level":"` + RungLevels[key.level-1] + `","count":` + strconv.Itoa(count) + `}`
	}
	if l.notice != 0 {
		changed, err := tx.changed("UPDATE notices SET data = ? WHERE id = ? AND read_at = 0 AND mail < 2 AND chat < 2",
			data(l.count+n), l.notice)
		if err != nil || changed > 0 {
			return lump{l.notice, l.count + n}, err
		}
	}
	id, err := tx.insert(`INSERT INTO notices (user_id, key, data, created_at, mail, mail_at, chat, chat_at)
		VALUES (?, 'flag.many', ?, ?, ?, ?, ?, ?) RETURNING id`, append([]any{key.user, data(n), tx.now}, by.waits()...)...)
	return lump{id, n}, err
}

// tellPrograms puts a fact into the outbox for the house's addresses, when a rung says so; of many at once the number.
func (w *sweep) tellPrograms(tx *Tx, c *chunk, of *dueClock, rungs []Rung, lumped bool, once string,
	fact channels.Fact,
) error {
	wanted := false
	for i := range rungs {
		wanted = wanted || rungs[i].has(ByWebhook)
	}
	switch {
	case !wanted || len(w.hooks) == 0 || of.confidential >= 2: // not even the number of what only inspectors may know
		return nil
	case lumped:
		c.facts[factKey{of.UnitID, fact.Type}]++
		return nil
	}
	t := Ticket{ID: of.TicketID, CreatedAt: of.created}
	fact.Number, fact.Link = tx.store.Number(&t), tx.store.Origin+"/tickets/"+tx.store.Number(&t)
	if of.confidential == 0 {
		ref := w.people.ref
		fact.Unit, fact.Kind, fact.Category = ref.unit[of.UnitID].Slug, string(of.kind), ref.category[of.category].Slug
		fact.Channel, fact.Priority, fact.Target = of.channel, string(of.priority), string(of.Target)
		if of.DueAt.Set() {
			fact.Due = of.DueAt.Std()
		}
	}
	return tx.tellHooks(w.hooks, once, fact)
}

// factKey is what programs are told the number of.
type factKey struct {
	unit int64
	kind string
}

// tellSums tells programs of what was too much to tell singly. The name carries the moment of the run: another instance
// that does the same has flagged other clocks.
func (w *sweep) tellSums(tx *Tx) error {
	for key, count := range w.facts {
		fact := channels.Fact{Type: key.kind, At: w.at.Std(), Unit: w.people.ref.unit[key.unit].Slug, Count: count}
		once := fmt.Sprintf("many:%s:%d:%d:%s", key.kind, key.unit, time.Now().UnixNano(), tx.store.instance)
		if err := tx.tellHooks(w.hooks, once, fact); err != nil {
			return err
		}
	}
	return nil
}

func joined(calls []call) string {
	var out strings.Builder
	for i, c := range calls {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(strconv.FormatInt(c.user, 10))
	}
	return out.String()
}

// tellMissed tells of a flag that a verb found before the job did, on a clock that goes on: the highest one it passed.
func (tx *Tx) tellMissed(t *Ticket, c Clock, flag sla.Flag) error {
	w := tx.store.newSweep(tx.now)
	if err := w.meet(tx.ctx); err != nil {
		return err
	}
	due := dueClock{
		Clock: c, assignee: t.AssigneeID, confidential: t.Confidential, received: t.ReceivedAt, live: t.Live,
		priority: t.Priority, created: t.CreatedAt, kind: t.Kind, category: t.CategoryID, channel: t.Channel,
	}
	due.UnitID = t.UnitID
	told := newChunk()
	told.flags = []raised{{clock: &due, level: slices.Index(levels, flag.Level) + 1, at: At(flag.At), last: true}}
	if err := w.tell(tx, &told); err != nil {
		return err
	}
	err := tx.exec("UPDATE flags SET told = ? WHERE ticket_id = ? AND target = ? AND round = ? AND level = ?",
		told.flags[0].told, t.ID, c.Target, c.Round, flag.Level)
	if err != nil {
		return err
	}
	return w.begin(tx, told.flags)
}
