package jobs

import (
	"context"
	"fmt"
)

// recompute measures running clocks anew after a change of policies, hours or holidays.
func recompute(j *Jobs, ctx context.Context) (string, error) {
	did, err := j.Store.Recompute(ctx)
	return fmt.Sprintf("%d measured, %d changed", did.Done, did.Changed), err
}
