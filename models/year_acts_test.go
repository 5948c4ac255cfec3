package models

import (
	"math/rand/v2"

	"tanggap/models/text"
)

// act lets something happen to a ticket, in the store and in the second calculation, and says how long until the next.
func (y *year) act(s *Store, k *yearTicket, now int64, r *rand.Rand) (wait int64, err error) {
	if k.id == 0 {
		return y.open(s, k, now, r)
	}
	at := now
	if y.house.renewed(k.terms) == k.terms {
		at -= r.Int64N(min(5400, now-max(k.last, y.worked))) // noticed late, but after what was known of the ticket
	}
	switch k.phase {
	case "open":
		if k.waiting {
			err = y.waiting(s, k, at, now, r)
		} else {
			err = y.live(s, k, at, now, r)
		}
	case "resolved":
		if !y.same(k) {
			return 0, nil
		}
		err = y.resolved(s, k, at, now, r)
	case "archived":
		if r.IntN(4) > 0 || !y.same(k) {
			return 0, nil
		}
		err = s.Reopen(y.ctx, y.staff, k.number, "Keliru")
		k.reopened(now)
	}
	y.follow(k, now)
	k.last = now
	return r.Int64N([]int64{3600, 86400, 86400, 5 * 86400, 30 * 86400}[r.IntN(5)]), err
}

// open opens it, now and then long after the citizen wrote.
func (y *year) open(s *Store, k *yearTicket, now int64, r *rand.Rand) (int64, error) {
	k.kind = []Kind{Complaint, Complaint, Information, Aspiration, Suggestion, Comment}[r.IntN(6)]
	k.urgency = []Priority{Normal, Normal, Normal, High, Emergency}[r.IntN(5)]
	unit := y.house.units[r.IntN(len(y.house.units))]
	at := now
	if r.IntN(10) == 0 {
		at -= r.Int64N(2 * 86400)
	}
	got, err := s.Receive(y.ctx, Citizen, Intake{
		Text: "Mohon perhatian untuk hal ini", Kind: k.kind, Priority: k.urgency, Unit: unit.Slug, Category: "jalan", Channel: "form",
		At: Time(at),
	})
	if err != nil {
		return 0, err
	}
	k.id, k.number, k.unit, k.judged, k.last = got.Ticket.ID, s.Number(got.Ticket), unit.ID, unit.ID, now
	k.open(at, y.house.terms(k.kind, k.urgency, unit.ID))
	return r.Int64N([]int64{7200, 86400, 5 * 86400}[r.IntN(3)]), nil
}

// follow lets the second calculation take the hours and holidays of now: every verb does.
func (y *year) follow(k *yearTicket, now int64) {
	if renewed := y.house.renewed(k.terms); k.phase == "open" && renewed != k.terms {
		k.adopt(now, renewed)
	}
}

// say is the citizen writing.
func (y *year) say(s *Store, k *yearTicket, at int64) error {
	k.citizen(at)
	k.waiting = false
	return s.update(y.ctx, func(tx *Tx) error {
		t, err := tx.load(System, k.id)
		if err == nil {
			words := "Bagaimana kelanjutannya?"
			_, err = tx.hear(Citizen, t, words, text.Tokens(words), Time(at), &Intake{})
		}
		return err
	})
}

func (y *year) answer(s *Store, k *yearTicket, at int64) error {
	k.reply(at)
	_, err := s.Reply(y.ctx, y.staff, k.number, Reply{Text: "Sudah kami catat.", Sent: Time(at)})
	return err
}

// same reports whether the policy of a closed ticket was not edited since. If it was, nobody takes the ticket up again:
// targets.md leaves open by which policy it would run on.
func (y *year) same(k *yearTicket) bool {
	return y.house.terms(k.kind, k.urgency, k.judged) == y.house.renewed(k.terms)
}

func (y *year) live(s *Store, k *yearTicket, at, now int64, r *rand.Rand) error {
	switch r.IntN(14) {
	case 0, 1, 2, 3:
		return y.answer(s, k, at)
	case 4, 5:
		return y.say(s, k, at)
	case 6, 7:
		days := 1 + r.IntN(6)
		k.reply(now) // the question is an answer too
		k.pause(now, now+int64(days)*86400)
		k.waiting = true
		return s.Pause(y.ctx, y.staff, k.number, "Di mana tepatnya?", days)
	case 8, 9:
		to := y.house.units[r.IntN(len(y.house.units))]
		if to.ID == k.unit {
			return nil
		}
		k.unit = to.ID
		return s.Transfer(y.ctx, y.staff, k.number, to.Slug, "Lebih tepat di sana")
	case 10:
		k.kind = []Kind{Complaint, Information, Aspiration}[r.IntN(3)]
		k.urgency = []Priority{Normal, High, Emergency}[r.IntN(3)]
		k.judged = k.unit
		k.adopt(now, y.house.terms(k.kind, k.urgency, k.judged))
		return s.Classify(y.ctx, y.staff, k.number, Classification{Kind: k.kind, Priority: k.urgency})
	case 11, 12:
		return y.resolve(s, k, now, r)
	default:
		k.archive(now)
		return s.Archive(y.ctx, y.staff, k.number, "Bukan urusan kami")
	}
}

func (y *year) resolve(s *Store, k *yearTicket, now int64, r *rand.Rand) error {
	end := Resolution{Text: "Sudah selesai."}
	if r.IntN(4) == 0 {
		end = Resolution{Reason: "Sudah dijelaskan lewat telepon"}
	} else {
		k.reply(now)
	}
	k.resolve(now)
	k.waiting = false
	_, err := s.Resolve(y.ctx, y.staff, k.number, end)
	return err
}

func (y *year) waiting(s *Store, k *yearTicket, at, now int64, r *rand.Rand) error {
	switch r.IntN(8) {
	case 0, 1, 2:
		return y.say(s, k, at)
	case 3:
		k.resumed(now)
		k.waiting = false
		return s.Resume(y.ctx, y.staff, k.number)
	case 4:
		return y.answer(s, k, at)
	case 5:
		return y.resolve(s, k, now, r)
	}
	return nil // nobody does anything: the days will be over
}

func (y *year) resolved(s *Store, k *yearTicket, at, now int64, r *rand.Rand) error {
	switch r.IntN(8) {
	case 0, 1:
		return y.say(s, k, at)
	case 2:
		k.reopened(now)
		return s.Reopen(y.ctx, y.staff, k.number, "Belum tuntas")
	case 3:
		return y.answer(s, k, at)
	}
	return nil
}
