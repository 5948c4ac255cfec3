package models

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"

	"tanggap/channels"
)

// Hook is an address where the house tells another program of its ladders: facts of tickets, nothing of citizens.
type Hook struct {
	ID        int64
	Name      string
	URL       string
	Secret    []byte // sealed; what is sent is signed with it
	Active    bool
	ByID      int64
	CreatedAt Time
}

// A house with more addresses than this wants one program that passes on.
const hooksAtMost = 10

// Hooks returns the addresses, without their secrets. Denied unless the actor configures.
func (s *Store) Hooks(ctx context.Context, who Actor) ([]Hook, error) {
	if err := who.need(Configure); err != nil {
		return nil, err
	}
	var hooks []Hook
	err := s.find(ctx, &hooks, "SELECT id, name, url, active, by_id, created_at FROM hooks ORDER BY id")
	return hooks, err
}

// Host is where a hook leads, without what may be secret in its address.
func (h *Hook) Host() string {
	u, err := url.Parse(h.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

// SaveHook adds an address (id 0) or changes one. A new one gets a secret, which is returned this once.
func (s *Store) SaveHook(ctx context.Context, who Actor, h Hook) (secret string, err error) {
	h.Name, h.URL = tidy(h.Name), strings.TrimSpace(h.URL)
	var wrong problems
	if h.Name == "" {
		wrong.add("name", "required")
	}
	u, err := url.Parse(h.URL)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || len(h.URL) > 500 {
		wrong.add("url", "https", "Value", h.URL)
	}
	if err := wrong.err(); err != nil {
		return "", err
	}
	if h.ID == 0 {
		secret = rand.Text()
	}
	told := map[string]any{"id": h.ID, "name": h.Name, "host": h.Host(), "active": h.Active}
	err = s.changeHouse(ctx, who, Configure, "hook", told, func(tx *Tx) error {
		if h.ID != 0 {
			n, err := tx.changed("UPDATE hooks SET name = ?, url = ?, active = ? WHERE id = ?", h.Name, h.URL, h.Active, h.ID)
			if err == nil && n == 0 {
				err = errNotFound
			}
			return err
		}
		var there int
		if err := tx.row("SELECT COUNT(*) FROM hooks").Scan(&there); err != nil {
			return err
		}
		if there >= hooksAtMost {
			return conflict("hooks_many", "Limit", hooksAtMost)
		}
		return tx.exec("INSERT INTO hooks (name, url, secret, active, by_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
			h.Name, h.URL, s.keys.seal([]byte(secret)), h.Active, who.ID, tx.now)
	})
	return secret, err
}

// RemoveHook takes an address away; what still waits for it is given up when its turn comes.
func (s *Store) RemoveHook(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, Configure, "hook_removed", id, func(tx *Tx) error {
		n, err := tx.changed("DELETE FROM hooks WHERE id = ?", id)
		if err == nil && n == 0 {
			err = errNotFound
		}
		return err
	})
}

// activeHooks returns the ids of the addresses in use.
func (s *Store) activeHooks(ctx context.Context) ([]int64, error) {
	var ids []int64
	err := s.find(ctx, &ids, "SELECT id FROM hooks WHERE active = TRUE ORDER BY id")
	return ids, err
}

// tellHooks puts a fact into the outbox for every address, once.
func (tx *Tx) tellHooks(hooks []int64, once string, fact channels.Fact) error {
	for _, hook := range hooks {
		err := tx.enqueue(Outgoing{Kind: OutHook, Channel: ByWebhook, Once: fmt.Sprintf("hook:%d:%s", hook, once)},
			Letter{Hook: hook, Fact: &fact})
		if err != nil {
			return err
		}
	}
	return nil
}

// prepareHook looks up where a fact goes, and what it is signed with.
func (tx *Tx) prepareHook(d *Delivery) error {
	var h Hook
	if err := tx.find(&h, "SELECT * FROM hooks WHERE id = ? AND active = TRUE", d.Letter.Hook); err != nil {
		return err
	}
	if h.ID == 0 {
		d.broken = errNotFound
		return nil
	}
	secret, err := tx.store.keys.unseal(h.Secret)
	d.To, d.Secret, d.broken = h.URL, string(secret), err
	return nil
}

// emergency is the fact of one.
func (s *Store) emergency(tx *Tx, t *Ticket) channels.Fact {
	number := s.Number(t)
	fact := channels.Fact{Type: "ticket.emergency", At: tx.now.Std(), Number: number, Link: s.Origin + "/tickets/" + number}
	ref, err := s.reference(tx.ctx)
	if err != nil || t.Confidential > 0 {
		return fact
	}
	fact.Unit, fact.Kind, fact.Category = ref.unit[t.UnitID].Slug, string(t.Kind), ref.category[t.CategoryID].Slug
	fact.Channel, fact.Priority = t.Channel, string(t.Priority)
	return fact
}
