package jobs

import (
	"context"
	"time"

	"tanggap/models"
	"tanggap/views"
)

// Errands are looked for every second: whoever asked is looking at the bar.
const errandsEvery = time.Second

// errands does what was asked for many tickets at once, turn by turn, until ctx ends. A turn that work interrupts is gone
// on with by whoever comes next.
func (j *Jobs) errands(ctx, work context.Context) {
	tick := time.NewTicker(errandsEvery)
	defer tick.Stop()
	for {
		more, err := j.Store.WorkErrand(work, j.fill)
		if err != nil && ctx.Err() == nil {
			j.Log.Error("errand", "error", err)
			more = false
		}
		if more && ctx.Err() == nil {
			continue
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// fill puts the values of a ticket into the words of an answer.
func (j *Jobs) fill(ctx context.Context, who models.Actor, words, number string) (string, error) {
	t, v, err := j.Store.MacroValues(ctx, who, number)
	if err != nil {
		return "", err
	}
	zone, err := j.Store.Zone(ctx, t.UnitID)
	if err != nil {
		return "", err
	}
	values := views.AnswerValues{
		Name: v.Name, Number: v.Number, Unit: v.Unit, Category: v.Category, Link: v.Link, Officer: v.Officer, Zone: zone,
	}
	if v.DueAt.Set() {
		values.Due = v.DueAt.Std()
	}
	return models.FillMacro(words, j.Views.Words(values)), nil
}
