package jobs

import (
	"context"
	"fmt"
)

// rules gives new tickets to whom the rules say.
func rules(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.AssignByRule(ctx)
	return fmt.Sprintf("%d assigned", n), err
}
