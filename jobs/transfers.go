package jobs

import (
	"context"
	"fmt"
)

// transfers tells receivers and coordinators of what was handed over and not accepted in time.
func transfers(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.FlagTransfers(ctx)
	return fmt.Sprintf("%d not accepted in time", n), err
}
