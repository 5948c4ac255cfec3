package jobs

import (
	"context"
	"errors"
	"fmt"
)

// digests puts the notices of each user into one mail, and into one message. Without a mail server they wait for one: in
// the app they are already.
func digests(j *Jobs, ctx context.Context) (string, error) {
	var mails, messages int
	var errMail, errChat error
	if j.Senders["email"] != nil {
		mails, errMail = j.Store.Digest(ctx)
	}
	if j.Senders["telegram"] != nil {
		messages, errChat = j.Store.DigestChats(ctx)
	}
	return fmt.Sprintf("%d mails, %d messages", mails, messages), errors.Join(errMail, errChat)
}
