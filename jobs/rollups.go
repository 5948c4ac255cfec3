package jobs

import (
	"context"
	"fmt"
)

// rollups counts anew what reports show of the days in which something changed.
func rollups(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.RollUp(ctx)
	return fmt.Sprintf("%d days", n), err
}
