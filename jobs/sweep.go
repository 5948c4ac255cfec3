package jobs

import (
	"context"
	"fmt"
)

// sweep flags what passed its warn point, its due time or twice its target, and tells the people concerned.
func sweep(j *Jobs, ctx context.Context) (string, error) {
	did, err := j.Store.Sweep(ctx, j.Store.Clock())
	return fmt.Sprintf("%d near, %d late, %d critical", did.Near, did.Late, did.Critical), err
}
