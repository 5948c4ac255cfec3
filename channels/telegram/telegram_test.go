package telegram

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"tanggap/channels"
	"tanggap/channels/telegram/bottest"
)

func TestSend(t *testing.T) {
	bot := bottest.New(t)
	c := New(bot.URL)
	bot.Write(77, "private", "/start")
	bot.Write(78, "private", "/start")
	bot.Block(78)
	for _, one := range []struct {
		name string
		out  channels.Outbound
		next func(http.ResponseWriter)
		want channels.Outcome
		code string
	}{
		{"taken over", channels.Outbound{To: "77", Text: "TGP-2026-000001 terlambat <&>"}, nil, "", ""},
		{"as long as allowed", channels.Outbound{To: "77", Text: strings.Repeat("a", 4096)}, nil, "", ""},
		{"one letter too long", channels.Outbound{To: "77", Text: strings.Repeat("a", 4097)}, nil, channels.IsPermanent, "too_long"},
		{"counted as Telegram counts", channels.Outbound{To: "77", Text: strings.Repeat("🙏", 2049)}, nil, channels.IsPermanent, "too_long"},
		{"blocked by the user", channels.Outbound{To: "78", Text: "a"}, nil, channels.IsPermanent, "blocked"},
		{"never started", channels.Outbound{To: "79", Text: "a"}, nil, channels.IsPermanent, "blocked"},
		{"no chat", channels.Outbound{Text: "a"}, nil, channels.IsPermanent, "no_address"},
		{"another token", channels.Outbound{To: "77", Text: "a", Secret: "1:x"}, nil, channels.IsPermanent, "bot_token"},
		{"too much at once", channels.Outbound{To: "77", Text: "a"}, func(w http.ResponseWriter) {
			bottest.Refuse(w, 429, "Too Many Requests: retry after 7", 7)
		}, channels.IsLimited, "http 429"},
		{"a gateway between", channels.Outbound{To: "77", Text: "a"}, func(w http.ResponseWriter) {
			w.WriteHeader(502)
			_, _ = w.Write([]byte("<html>"))
		}, channels.IsTemporary, "http 502"},
		{"a page in place of an answer", channels.Outbound{To: "77", Text: "a"}, func(w http.ResponseWriter) {
			_, _ = w.Write([]byte("<html>"))
		}, channels.IsUnknown, "no_answer"},
		{"a redirect is not followed", channels.Outbound{To: "77", Text: "a"}, func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(302)
		}, channels.IsUnknown, "no_answer"},
	} {
		t.Run(one.name, func(t *testing.T) {
			if one.next != nil {
				bot.Next(one.next)
			}
			if one.out.Secret == "" {
				one.out.Secret = bot.Token
			}
			receipt, err := c.Send(context.Background(), &one.out)
			f := channels.FailureOf(err)
			if one.want == "" {
				if f != nil || receipt.ID == "" || receipt.At.IsZero() {
					t.Errorf("receipt %+v, %v; want it taken over", receipt, err)
				}
				return
			}
			if f == nil || f.Outcome != one.want || f.Code != one.code {
				t.Fatalf("got %v, want %s with %q", err, one.want, one.code)
			}
			if one.want == channels.IsLimited && f.RetryAfter != 7*time.Second {
				t.Errorf("wait %v, want 7 s", f.RetryAfter)
			}
			if strings.Contains(err.Error(), bot.Token) {
				t.Errorf("%q tells the token", err)
			}
		})
	}
	if sent := bot.Sent(); len(sent) != 2 || sent[0].Text != "TGP-2026-000001 terlambat <&>" {
		t.Errorf("taken over: %+v", sent)
	}
}

func TestSend_nobodyThere(t *testing.T) {
	_, err := New("http://127.0.0.1:1").Send(context.Background(), &channels.Outbound{To: "77", Text: "a", Secret: "123:secret"})
	f := channels.FailureOf(err)
	if f == nil || f.Outcome != channels.IsTemporary || strings.Contains(f.Unwrap().Error(), "secret") {
		t.Errorf("got %v (%v), want temporary without the token", err, f)
	}
}

func TestStarts(t *testing.T) {
	bot := bottest.New(t)
	c := New(bot.URL)
	bot.Write(77, "private", "/start ABCDEF")
	bot.Write(-100, "group", "/start GHIJKL")
	bot.Write(78, "private", "/start")
	bot.Write(79, "private", "halo /start XYZ")
	starts, after, err := c.Starts(context.Background(), bot.Token, 0)
	if err != nil || len(starts) != 1 || starts[0] != (channels.Start{Code: "ABCDEF", Chat: "77"}) {
		t.Errorf("starts %+v, %v; want the private one with a code", starts, err)
	}
	if starts, _, err = c.Starts(context.Background(), bot.Token, after); err != nil || len(starts) != 0 {
		t.Errorf("heard again: %+v, %v", starts, err)
	}
}
