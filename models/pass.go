package models

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"time"
)

// PassFor is how long a browser may come back to a ticket without its code, from the last time it did: long enough to
// take a photo and write, short enough for the shared computer of a village office.
const PassFor = 2 * time.Hour

// Pass is what a browser is given for a right code: good for this ticket only, for PassFor, and useless for finding the
// code out. It needs no row: the key of the house signs it.
func (s *Store) Pass(t *Ticket) string {
	until := binary.BigEndian.AppendUint64(nil, uint64(s.now().Add(PassFor)))
	return base64.RawURLEncoding.EncodeToString(append(until, s.keys.pass(t, until)...))
}

func (k *keyring) pass(t *Ticket, until []byte) []byte {
	return k.mac("pass", append(until[:8:8], t.TrackingHash...))
}

// TrackAgain returns the actor holding a pass, and their ticket. NotFound for a pass that is over, was changed, or
// belongs to another ticket.
func (s *Store) TrackAgain(ctx context.Context, number, pass string) (Actor, *Ticket, error) {
	raw, err := base64.RawURLEncoding.DecodeString(pass)
	id, year, ok := parseNumber(number)
	if err != nil || len(raw) < 8 || !ok || Time(binary.BigEndian.Uint64(raw)) <= s.now() {
		return Actor{}, nil, errNotFound
	}
	t, err := s.ticket(ctx, citizenOf(id), id)
	if err != nil {
		return Actor{}, nil, err
	}
	if t.CreatedAt.Std().Year() != year || !hmac.Equal(raw[8:], s.keys.pass(t, raw[:8])) {
		return Actor{}, nil, errNotFound
	}
	return citizenOf(t.ID), t, nil
}
