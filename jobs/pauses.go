package jobs

import (
	"context"
	"errors"
	"fmt"
)

// pauses ends what has waited its days for its citizen, and reminds citizens half way.
func pauses(j *Jobs, ctx context.Context) (string, error) {
	ended, errEnd := j.Store.EndPauses(ctx)
	reminded, errRemind := j.Store.RemindPauses(ctx)
	return fmt.Sprintf("%d ended, %d reminded", ended, reminded), errors.Join(errEnd, errRemind)
}
