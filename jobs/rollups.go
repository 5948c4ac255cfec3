package jobs

import (
	"context"
	"fmt"
	"runtime/debug"
)

// Days in one run that are unusual: each minute brings a few.
const manyDays = 60

// rollups counts anew what reports show of the days in which something changed.
func rollups(j *Jobs, ctx context.Context) (string, error) {
	n, err := j.Store.RollUp(ctx)
	if n > manyDays {
		debug.FreeOSMemory() // a year at once, after an import, leaves 60 MB behind that nobody needs again for long
	}
	return fmt.Sprintf("%d days", n), err
}
