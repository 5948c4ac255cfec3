package jobs

import (
	"context"
	"errors"
	"fmt"
)

// purge removes what is past its time: sessions, throttles, remembered requests, mails to staff, files without a ticket.
func purge(j *Jobs, ctx context.Context) (string, error) {
	rows, err := j.Store.Purge(ctx)
	sends, errSends := j.Store.PurgeSends(ctx)
	files, errFiles := j.Store.PurgeFiles(ctx)
	return fmt.Sprintf("%d rows, %d mails, %d files", rows, sends, files), errors.Join(err, errSends, errFiles)
}
