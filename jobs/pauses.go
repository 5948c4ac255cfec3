package jobs

import (
	"context"
	"fmt"
)

// pauses lets the clocks of tickets go on whose citizen did not answer within the days given.
func pauses(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.EndPauses(ctx)
	return fmt.Sprintf("%d ended", n), err
}
