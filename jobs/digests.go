package jobs

import (
	"context"
	"fmt"
)

// digests puts the notices of each user into one mail. Without a mail server they wait for one: in the app they are
// already.
func digests(j *Jobs, ctx context.Context) (string, error) {
	if j.Senders["email"] == nil {
		return "no mail server", nil
	}
	n, err := j.Store.Digest(ctx)
	return fmt.Sprintf("%d mails", n), err
}
