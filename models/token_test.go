package models

import (
	"context"
	"testing"
)

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		secret, err := s.AddToken(ctx, testAdmin, "Aplikasi warga", "submit")
		if err != nil {
			t.Fatal(err)
		}
		if who, err := s.TokenActor(ctx, secret); err != nil || !who.Can(OpenTickets) || who.Can(ReadTickets) {
			t.Fatalf("token: %v, %+v", err, who)
		}
		tokens, err := s.Tokens(ctx, testAdmin)
		if err != nil || len(tokens) != 1 || tokens[0].UsedAt != s.Clock() || tokens[0].CreatedBy != 99 {
			t.Fatalf("tokens = %+v, %v", tokens, err)
		}
		if err := s.RevokeToken(ctx, testAdmin, tokens[0].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.TokenActor(ctx, secret); ErrorCode(err) != NotFound {
			t.Errorf("a revoked token: %v, want not_found", err)
		}
		if err := s.RevokeToken(ctx, testAdmin, tokens[0].ID); ErrorCode(err) != NotFound {
			t.Errorf("revoked twice: %v, want not_found", err)
		}
	})
}
