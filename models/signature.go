package models

import (
	"context"
	"strings"
	"unicode/utf8"

	"tanggap/channels"
	"tanggap/models/text"
)

// SignatureAtMost is the longest signature: a name, an office and a way to reach it.
const SignatureAtMost = 200

func checkSignature(wrong *problems, words string) {
	if n := utf8.RuneCountInString(words); n > SignatureAtMost {
		wrong.add("signature", "too_long", "Limit", SignatureAtMost, "Length", n)
	}
}

// SetSignature sets what stands below the actor's own answers; empty for nothing. Invalid when it is too long.
func (s *Store) SetSignature(ctx context.Context, who Actor, words string) error {
	words = text.Clean(words)
	var wrong problems
	checkSignature(&wrong, words)
	if err := wrong.err(); err != nil {
		return err
	}
	if err := who.need(SignedIn); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE users SET signature = ? WHERE id = ?", words, who.ID)
	})
}

// signature is what stands below an answer: a person's own line only where the citizen alone reads it, and always the
// office's, which is that of the account, else of the unit, else of the unit above it.
func (r *reference) signature(t *Ticket, carrier, own string) string {
	office := r.account[t.AccountID].Signature
	for unit, ok := r.unit[t.UnitID]; office == "" && ok; unit, ok = r.unit[unit.ParentID] {
		office = unit.Signature
	}
	if own == "" || channels.LimitOf(carrier).Public {
		return office
	}
	return strings.TrimSpace(own + "\n" + office)
}

// signatureOf is what will stand below the actor's answer on the ticket; nothing below a program's.
func (s *Store) signatureOf(ctx context.Context, who Actor, t *Ticket) (string, error) {
	if who.Kind != ByUser {
		return "", nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return "", err
	}
	var own string
	err = s.find(ctx, &own, "SELECT signature FROM users WHERE id = ?", who.ID)
	return ref.signature(t, s.carrier(t), own), err
}

// signature is that of what the user writes on the ticket.
func (tx *Tx) signature(user int64, t *Ticket) (string, error) {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return "", err
	}
	var own string
	err = tx.find(&own, "SELECT signature FROM users WHERE id = ?", user)
	return ref.signature(t, tx.store.carrier(t), own), err
}

// signed puts the signature below what a person wrote, once, and checks that the network takes the whole: a public
// answer is never cut or split. What a program or the house itself writes stays as it is.
func (tx *Tx) signed(who Actor, t *Ticket, field, words string) (string, error) {
	if who.Kind == ByUser && words != "" {
		signature, err := tx.signature(who.ID, t)
		if err != nil {
			return "", err
		}
		words = signedWith(words, signature)
	}
	limit := channels.LimitOf(tx.store.carrier(t))
	if n := limit.In.Count(words); limit.Most > 0 && n > limit.Most && who.Kind != BySystem {
		return "", invalid(field, "too_long_there", "Limit", limit.Most, "Length", n)
	}
	return words, nil
}

// unsigned takes the signature off again, for the words to be written on.
func (tx *Tx) unsigned(user int64, t *Ticket, words string) (string, error) {
	signature, err := tx.signature(user, t)
	return unsignedBy(words, signature), err
}

func signedWith(words, signature string) string {
	if signature == "" || strings.HasSuffix(words, signature) {
		return words
	}
	return words + "\n\n" + signature
}

func unsignedBy(words, signature string) string {
	if signature == "" {
		return words
	}
	return strings.TrimRight(strings.TrimSuffix(words, signature), "\n")
}

// field is what the words of a send are called in the form they come from.
func (k OutKind) field() string {
	if k == OutQuestion {
		return "question"
	}
	return "text"
}
