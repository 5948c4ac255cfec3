package main

import (
	"container/heap"
	"context"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
)

// goOn lets citizens and offices go on: a new comment every few seconds, now and then one who asks again, and whatever
// the agenda holds for this moment. It returns when the context ends.
func (t *town) goOn(ctx context.Context) error {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	next := time.Now().Add(2 * time.Second)
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-tick.C:
			if now.After(next) {
				next = now.Add(3*time.Second + time.Duration(t.rnd.IntN(3000))*time.Millisecond)
				t.happen(now)
			}
		}
		for len(t.agenda) > 0 && !t.agenda[0].at.After(time.Now()) {
			s := heap.Pop(&t.agenda).(step)
			switch err := s.do(ctx); models.ErrorCode(err) {
			case "", models.Conflict, models.NotFound: // somebody at the screen was quicker, or has sealed it
			default:
				return err
			}
		}
	}
}

// happen puts one thing of the present into the agenda.
func (t *town) happen(now time.Time) {
	if n := len(t.lives); n > 0 && t.chance(30) {
		l := t.lives[n-1-t.rnd.IntN(min(n, 200))] // one of the last days
		if l.chased < len(l.Followups) && t.canWrite(l) {
			t.at(now, l, t.chase)
			return
		}
	}
	t.at(now, &life{Story: regency.Tell(t.rnd)}, t.write)
}
