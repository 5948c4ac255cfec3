package email

import (
	"context"
	"crypto/tls"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"testing"
	"time"

	"tanggap/channels"
	"tanggap/channels/email/smtptest"
)

func sender(t *testing.T, s *smtptest.Server, change func(*Config)) *Sender {
	t.Helper()
	config := Config{Host: s.Host, Port: s.Port, TLS: "none", From: "Lapor Uji <lapor@tanggap.test>"}
	if change != nil {
		change(&config)
	}
	found, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	found.tls = &tls.Config{RootCAs: s.Roots, ServerName: s.Host, MinVersion: tls.VersionTLS12}
	return found
}

func letter(to string) *channels.Outbound {
	return &channels.Outbound{
		Key: "t12.1764000000", Channel: "email", To: to + "@warga.test", Subject: "Laporan Anda – TGP-2026-000012",
		Text: "Lampu jalan diperbaiki besok.\n.\nSalam", HTML: "<p>Lampu jalan diperbaiki besok.</p>",
		References: []string{"t10.1763000000@tanggap.test", "t11.1763500000@tanggap.test"}, Automatic: true,
	}
}

func TestSend_headersAndParts(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{})
	receipt, err := sender(t, server, nil).Send(context.Background(), letter("ani"))
	if err != nil || receipt.ID != "t12.1764000000@tanggap.test" {
		t.Fatalf("send: %+v, %v", receipt, err)
	}
	taken := server.Taken()
	if len(taken) != 1 || taken[0].From != "lapor@tanggap.test" || taken[0].To != "ani@warga.test" {
		t.Fatalf("the server took %+v", taken)
	}
	message := taken[0].Message(t)
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil || subject != "Laporan Anda – TGP-2026-000012" {
		t.Errorf("subject = %q, %v", subject, err)
	}
	for name, want := range map[string]string{
		"Message-ID":     "<t12.1764000000@tanggap.test>",
		"In-Reply-To":    "<t11.1763500000@tanggap.test>",
		"References":     "<t10.1763000000@tanggap.test> <t11.1763500000@tanggap.test>",
		"Auto-Submitted": "auto-generated",
		"From":           `"Lapor Uji" <lapor@tanggap.test>`,
		"To":             "<ani@warga.test>",
		"X-Mailer":       "",
	} {
		if got := message.Header.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if date, err := message.Header.Date(); err != nil || time.Since(date) > time.Minute {
		t.Errorf("date = %v, %v", date, err)
	}
	kind, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type = %q, %v", kind, err)
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for _, want := range []struct{ kind, text string }{
		{"text/plain", "Lampu jalan diperbaiki besok.\n.\nSalam"}, {"text/html", "<p>Lampu jalan diperbaiki besok.</p>"},
	} {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(part)
		text := strings.ReplaceAll(strings.TrimRight(string(raw), "\r\n"), "\r\n", "\n")
		if err != nil || text != want.text || !strings.HasPrefix(part.Header.Get("Content-Type"), want.kind) {
			t.Errorf("part %s = %q, %v; want %s %q", part.Header.Get("Content-Type"), text, err, want.kind, want.text)
		}
	}
}

func TestSend_refusals(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{})
	s := sender(t, server, nil)
	for _, c := range []struct {
		name  string
		to    string
		want  channels.Outcome
		code  string
		taken int // mails the server has of it
	}{
		{"no such mailbox", smtptest.Nobody, channels.IsPermanent, "smtp 550 5.1.1", 0},
		{"greylisted", smtptest.Grey, channels.IsTemporary, "smtp 451 4.7.1", 0},
		{"mailbox full", smtptest.Full, channels.IsTemporary, "smtp 452 4.2.2", 0},
		{"refused as spam", smtptest.Spam, channels.IsPermanent, "smtp 554 5.7.1", 0},
		{"no answer after the end", smtptest.Silent, channels.IsUnknown, "no_answer", 1},
		{"gone right after taking it", smtptest.Leaving, "", "", 1},
		{"greylisted, the second time", smtptest.Grey, "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(server.Taken())
			receipt, err := s.Send(context.Background(), letter(c.to))
			if c.want == "" {
				if err != nil || receipt.ID == "" {
					t.Errorf("%v, %v; want it accepted", receipt, err)
				}
			} else if f := channels.FailureOf(err); f == nil || f.Outcome != c.want || f.Code != c.code {
				t.Errorf("%v, want %s with code %q", err, c.want, c.code)
			}
			if got := len(server.Taken()) - before; got != c.taken {
				t.Errorf("the server took %d, want %d", got, c.taken)
			}
		})
	}
}

func TestSend_cutBeforeTheEndMayBeSentAgain(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{})
	out := letter(smtptest.Cut)
	out.Text = strings.Repeat("Air mati sejak kemarin. ", 100_000) // more than fits into any buffer on the way
	_, err := sender(t, server, nil).Send(context.Background(), out)
	if f := channels.FailureOf(err); f == nil || f.Outcome != channels.IsTemporary {
		t.Errorf("%v, want a temporary failure", err)
	}
}

func TestSend_encryption(t *testing.T) {
	for _, c := range []struct {
		name      string
		server    smtptest.Options
		mode      string
		trusted   bool
		encrypted bool
		fails     string
	}{
		{"starttls", smtptest.Options{StartTLS: true}, "starttls", true, true, ""},
		{"tls from the first byte", smtptest.Options{TLS: true}, "tls", true, true, ""},
		{"none", smtptest.Options{StartTLS: true}, "none", true, false, ""},
		{"starttls not offered", smtptest.Options{}, "starttls", true, false, "connect"},
		{"certificate nobody vouches for", smtptest.Options{StartTLS: true}, "starttls", false, false, "connect"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := smtptest.Start(t, c.server)
			s := sender(t, server, func(config *Config) { config.TLS = c.mode })
			if !c.trusted {
				s.tls = nil
			}
			_, err := s.Send(context.Background(), letter("ani"))
			if c.fails != "" {
				f := channels.FailureOf(err)
				if f == nil || f.Outcome != channels.IsTemporary || f.Code != c.fails || len(server.Taken()) != 0 {
					t.Errorf("%v with %d taken; want temporary %q and none", err, len(server.Taken()), c.fails)
				}
				return
			}
			if err != nil || len(server.Taken()) != 1 || server.Taken()[0].Encrypted != c.encrypted {
				t.Errorf("%v, %+v; want one, encrypted %v", err, server.Taken(), c.encrypted)
			}
		})
	}
}

// A wrong password or a sender the server does not take is the house's own fault: the mail waits until it is put right.
func TestSend_houseAtFault(t *testing.T) {
	for _, c := range []struct {
		name   string
		server smtptest.Options
		code   string
	}{
		{"wrong password", smtptest.Options{TLS: true, Password: "benar"}, "connect 535"},
		{"sender refused", smtptest.Options{TLS: true, Refuse: true}, "smtp 550 5.7.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := smtptest.Start(t, c.server)
			s := sender(t, server, func(config *Config) {
				config.TLS = "tls"
				if c.server.Password != "" {
					config.User, config.Password = "lapor", "salah"
				}
			})
			_, err := s.Send(context.Background(), letter("ani"))
			if f := channels.FailureOf(err); f == nil || f.Outcome != channels.IsTemporary || f.Code != c.code {
				t.Errorf("%v, want temporary %q", err, c.code)
			}
		})
	}
	server := smtptest.Start(t, smtptest.Options{TLS: true, Password: "benar"})
	s := sender(t, server, func(c *Config) { c.TLS, c.User, c.Password = "tls", "lapor", "benar" })
	if _, err := s.Send(context.Background(), letter("ani")); err != nil {
		t.Errorf("right password: %v", err)
	}
}

func TestSend_interruptedIsUnknown(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{Slow: 200 * time.Millisecond})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err := sender(t, server, nil).Send(ctx, letter(smtptest.Slow))
	if f := channels.FailureOf(err); f == nil || f.Outcome != channels.IsUnknown {
		t.Errorf("%v, want unknown: the server may still take it", err)
	}
}

// Nothing in a subject or an address may begin a header of its own.
func TestSend_noHeaderFromInside(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{})
	s := sender(t, server, nil)
	out := letter("ani")
	out.Subject = "Jalan\r\nBcc: semua@warga.test"
	if _, err := s.Send(context.Background(), out); err != nil {
		t.Fatal(err)
	}
	if got := server.Taken()[0].Message(t).Header.Get("Bcc"); got != "" {
		t.Errorf("a subject made the header Bcc: %q", got)
	}
	out.To = "ani@warga.test\r\nRCPT TO:<semua@warga.test>"
	if _, err := s.Send(context.Background(), out); channels.FailureOf(err).Outcome != channels.IsPermanent {
		t.Errorf("an address of two lines got %v, want it refused", err)
	}
}

func TestNew_wrongSender(t *testing.T) {
	if _, err := New(Config{Host: "127.0.0.1", TLS: "none", From: "lapor"}); err == nil {
		t.Error("a sender without @ was taken")
	}
}
