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
	_, v, err := j.Store.MacroValues(ctx, who, number)
	if err != nil {
		return "", err
	}
	return models.FillMacro(words, j.Views.Words(views.AnswerValues(v))), nil
}
