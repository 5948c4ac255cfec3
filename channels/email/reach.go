package email

import "context"

// Reach connects, encrypts and signs in as for a mail, and leaves again without sending one.
func (s *Sender) Reach(ctx context.Context) error {
	client, err := s.client()
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return err
	}
	return client.Close()
}
