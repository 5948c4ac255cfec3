package jobs

import (
	"context"
	"strings"
	"testing"
	"time"

	"tanggap/channels/telegram"
	"tanggap/channels/telegram/bottest"
	"tanggap/models"
)

// An officer links their chat with the code, is told there, blocks the bot, and is told by mail from then on.
func TestTelegram_fromCodeToMail(t *testing.T) {
	h := open(t, sqlite(t))
	ctx := context.Background()
	bot := bottest.New(t)
	client := telegram.New(bot.URL)
	h.Senders["telegram"], h.Bot = client, client
	if err := h.Store.SetBot(ctx, models.System, "TanggapUjiBot", bot.Token); err != nil {
		t.Fatal(err)
	}
	if told, err := chats(h.Jobs, ctx); err != nil || told != "nobody waits" {
		t.Errorf("without a code: %q, %v", told, err)
	}
	code, err := h.Store.ChatCode(ctx, h.agent)
	if err != nil {
		t.Fatal(err)
	}
	bot.Write(66, "private", "/start SALAH")
	bot.Write(-5, "group", "/start "+code)
	bot.Write(77, "private", "/start "+code)
	if told, err := chats(h.Jobs, ctx); err != nil || told != "1 linked" {
		t.Fatalf("linking: %q, %v", told, err)
	}
	tell := func() {
		t.Helper()
		got := h.report(t, models.Intake{})
		if err := h.Store.Assign(ctx, models.System, h.Store.Number(got.Ticket), h.agent.ID); err != nil {
			t.Fatal(err)
		}
		h.clock.add(31 * time.Minute)
		if _, err := digests(h.Jobs, ctx); err != nil {
			t.Fatal(err)
		}
		h.work(t)
	}
	tell()
	if sent := bot.Sent(); len(sent) != 1 || sent[0].Chat != "77" || !strings.Contains(sent[0].Text, "TGP-2026-") ||
		strings.Contains(sent[0].Text, "notice.") {
		t.Errorf("sent %+v", sent)
	}
	bot.Block(77)
	tell()
	h.clock.add(31 * time.Minute)
	h.work(t)
	if chat, _ := h.Store.ChatOf(ctx, h.agent); chat.Chat != "" {
		t.Errorf("still linked to %q after 403", chat.Chat)
	}
	mails := len(h.server.Taken())
	tell()
	if len(bot.Sent()) != 1 || len(h.server.Taken()) <= mails-1 || mails == 0 {
		t.Errorf("%d messages, %d mails before and %d after", len(bot.Sent()), mails, len(h.server.Taken()))
	}
	if strings.Contains(h.log.String(), bot.Token) {
		t.Error("the token stands in the log")
	}
}
