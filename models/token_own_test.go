package models

import (
	"context"
	"slices"
	"testing"
)

func TestOwnTokens(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		if got := h.roads.OwnScopes(); !slices.Equal(got, []string{"submit", "tickets:read", "tickets:write"}) {
			t.Errorf("scopes of an agent = %v", got)
		}
		for _, scope := range []string{"all", "reports:read", "personal:read", "metrics", "x"} {
			if _, err := s.AddOwnToken(ctx, h.roads, "Skrip", []string{scope}); ErrorCode(err) != Invalid || AsError(err).Field != "scope" {
				t.Errorf("a token for %s: %v, want invalid scope", scope, err)
			}
		}
		secret, err := s.AddOwnToken(ctx, h.roads, "Skrip", []string{"tickets:read"})
		must(t, err)
		who, err := s.TokenActor(ctx, secret)
		must(t, err)
		if who.Kind != ByToken || !who.Can(ReadTickets) || who.Can(AnswerTickets) || who.Can(SignedIn) || who.AllUnits ||
			!slices.Equal(who.Units, h.roads.Units) || who.Confidential != h.roads.Confidential || who.Rate != ownTokenRate {
			t.Errorf("own token: %+v", who)
		}
		must(t, s.update(ctx, func(tx *Tx) error {
			return tx.exec("UPDATE users SET role = 'administrator' WHERE id = ?", h.roads.ID)
		}))
		if who, err = s.TokenActor(ctx, secret); err != nil || who.Can(ReadTickets) {
			t.Errorf("the right was lost, the token keeps it: %v, %+v", err, who)
		}
		mine, err := s.OwnTokens(ctx, h.roads)
		must(t, err)
		if len(mine) != 1 || mine[0].UsedAt == 0 {
			t.Fatalf("own tokens: %+v", mine)
		}
		if err := s.RevokeOwnToken(ctx, h.water, mine[0].ID); ErrorCode(err) != NotFound {
			t.Errorf("somebody else's token: %v, want not_found", err)
		}
		must(t, s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE users SET active = FALSE WHERE id = ?", h.roads.ID) }))
		if _, err := s.TokenActor(ctx, secret); ErrorCode(err) != NotFound {
			t.Errorf("of somebody who left: %v, want not_found", err)
		}
		must(t, s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE users SET active = TRUE WHERE id = ?", h.roads.ID) }))
		must(t, s.RevokeOwnToken(ctx, h.roads, mine[0].ID))
		if _, err := s.TokenActor(ctx, secret); ErrorCode(err) != NotFound {
			t.Errorf("revoked: %v, want not_found", err)
		}
		for range ownTokensAtMost {
			_, err := s.AddOwnToken(ctx, h.water, "x", []string{"submit"})
			must(t, err)
		}
		if _, err := s.AddOwnToken(ctx, h.water, "x", []string{"submit"}); ErrorCode(err) != Invalid {
			t.Errorf("the eleventh: %v, want invalid", err)
		}
	})
}
