package main

import (
	"encoding/json"
	"fmt"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"tanggap/channels/email/smtptest"
)

// TestServe_killedUnderLoad: programs open tickets and answer them, mails go out, late clocks are flagged, and the process
// is killed in the middle of it. Whatever was acknowledged is there afterwards, nothing left twice, and all fits together.
func TestServe_killedUnderLoad(t *testing.T) {
	inScratch(t)
	server := smtptest.Start(t, smtptest.Options{})
	smtp := []string{
		"TANGGAP_SMTP_HOST=" + server.Host, fmt.Sprintf("TANGGAP_SMTP_PORT=%d", server.Port), "TANGGAP_SMTP_TLS=none",
		"TANGGAP_SMTP_FROM=lapor@tanggap.test", "TANGGAP_ORIGIN=http://lapor.test",
	}
	token := tokenFor(t, "all")
	p := served(t, smtp...)
	acknowledged := p.load(token, 2*time.Second)
	if len(acknowledged) < 20 {
		t.Fatalf("only %d tickets were acknowledged before the end\n%.2000s", len(acknowledged), p.said.String())
	}
	again := served(t, smtp...)
	flags, answers := 0, 0
	for number, answer := range acknowledged {
		status, raw := again.get("/api/v1/tickets/"+number, "Authorization", "Bearer "+token)
		var got struct {
			Messages []struct{ Direction, Text string }
			Flags    []struct{ Target, Level string }
		}
		if err := json.Unmarshal([]byte(raw), &got); status != 200 || err != nil || len(got.Messages) == 0 {
			t.Fatalf("%s was acknowledged, and is %d %s", number, status, raw)
		}
		if answer != "" {
			answers++
			if last := got.Messages[len(got.Messages)-1]; last.Direction != "out" || last.Text != answer {
				t.Errorf("%s: the acknowledged answer %q is gone: %+v", number, answer, got.Messages)
			}
		}
		seen := map[string]bool{}
		for _, f := range got.Flags {
			if flags++; seen[f.Target+f.Level] {
				t.Errorf("%s is flagged %s %s twice", number, f.Target, f.Level)
			}
			seen[f.Target+f.Level] = true
		}
	}
	// What waits behind a mail the killed process held in its hands stays where it is until that one is settled.
	left, since := -1, time.Now()
	again.until("what can leave has left", 20*time.Second, func() bool {
		if n := len(server.Taken()); n != left {
			left, since = n, time.Now()
		}
		return time.Since(since) > 2*time.Second
	})
	again.stop()
	sent := map[string]int{}
	for _, m := range server.Taken() {
		parsed, err := mail.ReadMessage(strings.NewReader(m.Raw))
		if err != nil {
			t.Fatal(err)
		}
		if id := parsed.Header.Get("Message-Id"); sent[id] > 0 {
			t.Errorf("the mail %s to %s left twice", id, m.To)
		}
		sent[parsed.Header.Get("Message-Id")]++
	}
	if flags == 0 || answers == 0 || len(sent) == 0 {
		t.Errorf("nothing was tried: %d flags, %d answers, %d mails", flags, answers, len(sent))
	}
	if code, out, notes := tanggap(t, "verify"); code != 0 {
		t.Errorf("verify afterwards: %d %s %s", code, out, notes)
	}
	t.Logf("%d tickets, %d answers, %d flags, %d mails", len(acknowledged), answers, flags, len(sent))
}

// load opens and answers tickets from eight sides until the process is killed under it, and returns the numbers that
// were acknowledged, each with the answer that was, if any.
func (p *process) load(token string, length time.Duration) map[string]string {
	p.t.Helper()
	acknowledged := map[string]string{}
	var mu sync.Mutex
	var sides sync.WaitGroup
	long := time.Now().AddDate(0, 0, -60).UTC().Format(time.RFC3339) // so long ago that an answer is late in every way
	for side := range 8 {
		sides.Go(func() {
			for n := 0; ; n++ {
				body := fmt.Sprintf(`{"text":"Jalan berlubang %d-%d","kind":"complaint","received_at":%q,"citizen":{"email":"w%d-%d@warga.test"}}`,
					side, n, long, side, n)
				status, raw := p.ask("POST", "/api/v1/tickets", jsonKind, strings.NewReader(body), "Authorization", "Bearer "+token)
				if status != 201 {
					return
				}
				number := numberIn(raw)
				mu.Lock()
				acknowledged[number] = ""
				mu.Unlock()
				answer := fmt.Sprintf("Kami periksa %d-%d.", side, n)
				status, _ = p.ask("POST", "/api/v1/tickets/"+number+"/replies", jsonKind, strings.NewReader(`{"text":"`+answer+`"}`),
					"Authorization", "Bearer "+token)
				if status == 201 {
					mu.Lock()
					acknowledged[number] = answer
					mu.Unlock()
				}
			}
		})
	}
	time.Sleep(length)
	p.kill()
	sides.Wait()
	return acknowledged
}
