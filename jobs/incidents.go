package jobs

import (
	"context"
	"fmt"
)

// incidents brings approved answers to the tickets of their incidents; what does not fit in one turn goes on in the next.
func incidents(j *Jobs, ctx context.Context) (string, error) {
	sent, err := j.Store.SendIncidents(ctx)
	return fmt.Sprintf("%d answered", sent), err
}
