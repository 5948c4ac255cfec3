package jobs

import (
	"context"
	"fmt"
)

// measurements writes what the clocks of tickets from before an upgrade have measured, once.
func measurements(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.Remeasure(ctx)
	return fmt.Sprintf("%d tickets", n), err
}
