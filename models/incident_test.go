package models

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tanggap/models/sla"
)

func supervisorOf(h house) Actor {
	return Actor{
		Kind: ByUser, ID: 97, Name: "Kepala", Role: Supervisor, Units: h.roads.Units, capabilities: roleCapabilities[Supervisor],
	}
}

// One answer goes to every ticket of a failure, in its own words, once, however often and by however many it is brought.
func TestIncident(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		chief := supervisorOf(h)
		clock.set("2026-11-24T08:00:00+07:00")
		var tickets []*Ticket
		for _, in := range []Intake{
			{Text: "Listrik padam di Kijang", Name: "Ani", Email: "ani@warga.test"},
			{Text: "Listrik padam Kijang sejak pagi"},
			{Text: "Padam listrik Kijang", Privacy: Anonymous, Name: "Rahasia", Email: "r@warga.test"},
			{Text: "Iklan"},
		} {
			in.Kind, in.Unit = Complaint, "pupr"
			tickets = append(tickets, receive(t, s, in))
		}
		number := func(i int) string { return s.Number(tickets[i]) }
		id := must(s.OpenIncident(ctx, h.roads, number(0), "Listrik padam di Kijang", "Trafo meledak"))
		for i := 1; i < 4; i++ {
			if err := s.JoinIncident(ctx, h.roads, number(i), id); err != nil {
				t.Fatal(err)
			}
		}
		if e := AsError(s.JoinIncident(ctx, h.roads, number(1), id)); e.Key != "conflict.in_incident" {
			t.Errorf("joined twice: %v", e)
		}
		if e := AsError(s.AnswerIncident(ctx, h.roads, id, "Halo {{petugas}}", false)); e.Key != "invalid.incident_variable" {
			t.Errorf("a variable not every ticket has: %v", e)
		}
		if err := s.AnswerIncident(ctx, h.water, id, "Halo", false); ErrorCode(err) != Denied {
			t.Errorf("an answer by another unit: %v", err)
		}
		if err := s.AnswerIncident(ctx, h.roads, id, "Yth. {{nama}}, {{nomor}}: listrik menyala pukul 10.", false); err != nil {
			t.Fatal(err)
		}
		a := must(s.Incident(ctx, chief, id)).Answers[0]
		if n := must(s.SendIncidents(ctx)); n != 0 {
			t.Errorf("%d answers left before anybody approved", n)
		}
		if err := s.DecideIncidentAnswer(ctx, h.roads, id, a.ID, true, ""); ErrorCode(err) != Denied {
			t.Errorf("approved by an agent: %v", err)
		}
		if err := s.DecideIncidentAnswer(ctx, chief, id, a.ID, false, " "); ErrorCode(err) != Invalid {
			t.Errorf("refused without a note: %v", err)
		}
		if err := s.DecideIncidentAnswer(ctx, chief, id, a.ID, true, ""); err != nil {
			t.Fatal(err)
		}
		if e := AsError(s.DecideIncidentAnswer(ctx, chief, id, a.ID, true, "")); e.Key != "conflict.answer_decided" {
			t.Errorf("approved twice: %v", e)
		}
		if err := s.Archive(ctx, h.roads, number(3), "Iklan"); err != nil {
			t.Fatal(err)
		}
		if e := AsError(s.EndIncident(ctx, h.roads, id)); e.Key != "conflict.incident_busy" {
			t.Errorf("ended while it is sent: %v", e)
		}
		done := make(chan int, 2)
		for range 2 { // two instances
			go func() { n, _ := s.SendIncidents(ctx); done <- n }()
		}
		if n := <-done + <-done; n != 3 {
			t.Errorf("%d tickets answered by two instances, want 3", n)
		}
		if n := must(s.SendIncidents(ctx)); n != 0 {
			t.Errorf("%d answered again", n)
		}
		for i, want := range []string{"Yth. Ani, ", "Yth. Bapak/Ibu, ", "Yth. Bapak/Ibu, ", ""} {
			var got []string
			for _, m := range must(s.Messages(ctx, h.roads, tickets[i].ID)) {
				if m.Direction == Out {
					got = append(got, m.Text)
				}
			}
			if want != "" {
				want += number(i) + ": listrik menyala pukul 10."
			}
			if strings.Join(got, "|") != want {
				t.Errorf("ticket %d was told %q, want %q", i, got, want)
			}
			if c := clockOf(t, s, tickets[i], sla.FirstResponse); i < 3 && (c.State != sla.Met || c.UserID != h.roads.ID) {
				t.Errorf("ticket %d: its clock %s by %d", i, c.State, c.UserID)
			}
		}
		v := must(s.Incident(ctx, chief, id))
		if last := v.Answers[0]; last.State != "sent" || last.Queued != 3 || last.Skipped != 1 || v.Tickets != 4 || v.Open != 3 {
			t.Errorf("the page says %+v of %d tickets, %d open", last, v.Tickets, v.Open)
		}
		// A later arrival is offered to join, and gets the answer too.
		late := receive(t, s, Intake{Text: "Kijang kok listrik padam lagi", Kind: Complaint, Unit: "pupr"})
		if page := must(s.View(ctx, h.roads, s.Number(late))); len(page.Incidents) != 1 || page.Incidents[0].In {
			t.Errorf("offered %+v", page.Incidents)
		}
		if v := must(s.Incident(ctx, h.roads, id)); len(v.Similar) != 1 || v.Similar[0].ID != late.ID {
			t.Errorf("its page offers %d tickets", len(v.Similar))
		}
		if err := s.JoinIncident(ctx, h.roads, s.Number(late), id); err != nil {
			t.Fatal(err)
		}
		if n := must(s.SendIncidents(ctx)); n != 1 {
			t.Errorf("%d answers for the late one", n)
		}
		if err := s.LeaveIncident(ctx, h.roads, s.Number(late), "Lain"); err != nil {
			t.Fatal(err)
		}
		if e := AsError(s.LeaveIncident(ctx, h.roads, s.Number(late), "Lain")); e.Key != "conflict.no_incident" {
			t.Errorf("left twice: %v", e)
		}
		if err := s.EndIncident(ctx, h.roads, id); err != nil {
			t.Error(err)
		}
		if e := AsError(s.JoinIncident(ctx, h.roads, s.Number(late), id)); e.Field != "incident" {
			t.Errorf("joined an ended one: %v", e)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
	})
}

// What is more than a run takes goes on in the next; resolving closes each with its own answer.
func TestIncident_inChunks(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		chief := supervisorOf(h)
		clock.set("2026-11-24T08:00:00+07:00")
		var id int64
		const many = 40
		for i := range many {
			n := s.Number(receive(t, s, Intake{Text: fmt.Sprint("Air mati ", i), Kind: Complaint, Unit: "pupr"}))
			if i == 0 {
				id = must(s.OpenIncident(ctx, h.roads, n, "Air mati", ""))
			} else if err := s.JoinIncident(ctx, h.roads, n, id); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AnswerIncident(ctx, h.roads, id, "{{nomor}} sudah mengalir.", true); err != nil {
			t.Fatal(err)
		}
		if err := s.DecideIncidentAnswer(ctx, chief, id, must(s.Incident(ctx, chief, id)).Answers[0].ID, true, ""); err != nil {
			t.Fatal(err)
		}
		stopped, stop := context.WithCancel(ctx)
		stop()
		if n, err := s.SendIncidents(stopped); n != 0 || err == nil {
			t.Errorf("interrupted: %d, %v", n, err)
		}
		if n := must(s.SendIncidents(ctx)); n != many {
			t.Errorf("%d answered, want %d", n, many)
		}
		if n := ask[int](t, s, "SELECT COUNT(*) FROM tickets WHERE status = 'resolved'")[0]; n != many {
			t.Errorf("%d resolved, want %d", n, many)
		}
		if n := ask[int](t, s, "SELECT COUNT(*) FROM messages WHERE direction = 'out' AND text LIKE 'TGP-%'")[0]; n != many {
			t.Errorf("%d answers, want %d", n, many)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
	})
}
