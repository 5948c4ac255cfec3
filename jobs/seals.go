package jobs

import (
	"context"
	"fmt"
)

// seals holds together what was written since the last minute, so that nobody can cut it off unseen.
func seals(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.Seal(ctx)
	return fmt.Sprintf("%d made", n), err
}
