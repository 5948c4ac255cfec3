package models

import (
	"context"
	"strings"
	"testing"
)

func TestSignature(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		open := func(channel string, account int64) string {
			r, err := s.Receive(ctx, System, Intake{Text: "Jalan berlubang di depan pasar.", Channel: channel, AccountID: account})
			must(t, err)
			return s.Number(r.Ticket)
		}
		said := func(number, words string) string {
			t.Helper()
			m, err := s.Reply(ctx, h.roads, number, Reply{Text: words})
			must(t, err)
			return m.Text
		}
		web := open("form", 0)
		if got := said(web, "Kami cek."); got != "Kami cek." {
			t.Errorf("without any signature: %q", got)
		}
		must(t, s.SetSignature(ctx, h.roads, " Rina, Bidang Jalan "))
		must(t, s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE units SET signature = 'Pemkab' WHERE id = 1") }))
		s.caches.drop()
		if got, want := said(web, "Kami cek."), "Kami cek.\n\nRina, Bidang Jalan\nPemkab"; got != want {
			t.Errorf("the own line and that of the unit above: %q, want %q", got, want)
		}
		if got := said(web, "Kami cek.\n\nRina, Bidang Jalan\nPemkab"); strings.Count(got, "Pemkab") != 1 {
			t.Errorf("signed twice: %q", got)
		}
		account, err := s.SaveAccount(ctx, testAdmin, Account{
			UnitID: h.roads.Units[0], Channel: "tiktok", Handle: "@pupr", Active: true, Signature: "Dinas PUPR",
		})
		must(t, err)
		public := open("tiktok", account)
		if got, want := said(public, "Kami cek."), "Kami cek.\n\nDinas PUPR"; got != want {
			t.Errorf("in public the account's and no person: %q, want %q", got, want)
		}
		_, err = s.Reply(ctx, h.roads, public, Reply{Text: strings.Repeat("a", 140)})
		if e := AsError(err); e == nil || e.Key != "invalid.too_long_there" || e.Field != "text" {
			t.Errorf("140 and the signature on TikTok: %v, want too long there", err)
		}
		said(public, strings.Repeat("a", 138)) // with an empty line and the signature 150
		err = s.Ask(ctx, h.roads, public, Question{Text: strings.Repeat("q", 151)})
		if e := AsError(err); e == nil || e.Field != "question" {
			t.Errorf("a question too long for TikTok: %v", err)
		}
		v, err := s.View(ctx, h.roads, web)
		must(t, err)
		if v.Signature != "Rina, Bidang Jalan\nPemkab" || !v.Said(h.roads, "Kami cek.") {
			t.Errorf("the page: %q, said %v", v.Signature, v.Said(h.roads, "Kami cek."))
		}
		if _, err := s.Resolve(ctx, h.roads, web, Resolution{Text: "Sudah diaspal."}); err != nil {
			t.Fatal(err)
		}
		if v, err = s.View(ctx, h.roads, web); err != nil || !v.AnsweredBy(v.Closure) {
			t.Errorf("a closing answer with a signature: %v", err)
		}
		err = s.SetSignature(ctx, h.roads, strings.Repeat("s", SignatureAtMost+1))
		if e := AsError(err); e == nil || e.Field != "signature" {
			t.Errorf("too long: %v", err)
		}
	})
}
