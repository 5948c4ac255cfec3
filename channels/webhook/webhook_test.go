package webhook

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"tanggap/channels"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// peer is a receiver on this machine, and a sender that trusts its certificate.
func peer(t *testing.T, allow []netip.Prefix, answer http.HandlerFunc) (*Sender, *httptest.Server) {
	t.Helper()
	server := httptest.NewTLSServer(answer)
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return build(allow, &tls.Config{RootCAs: roots}), server
}

func fact() *channels.Fact {
	return &channels.Fact{Type: "ticket.late", At: time.Unix(1789000000, 0).UTC(), Number: "TGP-2026-000001", Unit: "pupr"}
}

func TestSend_signed(t *testing.T) {
	var body []byte
	var header http.Header
	s, server := peer(t, loopback, func(_ http.ResponseWriter, r *http.Request) {
		body, _ = io.ReadAll(r.Body)
		header = r.Header
	})
	at := time.Unix(1789000123, 0)
	s.now = func() time.Time { return at }
	got, err := s.Send(context.Background(), &channels.Outbound{Key: "tanggap-7-1", To: server.URL + "/hook", Secret: "rahasia-uji", Fact: fact()})
	if err != nil || got.ID != "tanggap-7-1" {
		t.Fatalf("receipt %+v, %v", got, err)
	}
	if want := Sign("rahasia-uji", at, body); header.Get("Tanggap-Signature") != want || header.Get("Tanggap-Delivery") != "tanggap-7-1" {
		t.Errorf("headers %v, want the signature %s", header, want)
	}
	var told map[string]any
	if err := json.Unmarshal(body, &told); err != nil || told["id"] != "tanggap-7-1" || told["type"] != "ticket.late" || told["at"] != "2026-09-10T00:26:40Z" {
		t.Errorf("body %s, %v", body, err)
	}
}

// Computed with `openssl dgst -sha256 -hmac`, as a receiver would.
func TestSign_vector(t *testing.T) {
	const want = "t=1789000000,v1=8bdde5943a1499e7b3ba863c6a332307d27aa48ada7c4ef6d5be169b93fe7ba6"
	if got := Sign("rahasia-uji", time.Unix(1789000000, 0), []byte(`{"event":"comment.update"}`)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSend_answers(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		want   channels.Outcome
		code   string
	}{
		{"no content", 204, "", ""},
		{"a fault of theirs", 500, channels.IsTemporary, "http 500"},
		{"a gateway", 504, channels.IsTemporary, "http 504"},
		{"too much", 429, channels.IsLimited, "http 429"},
		{"gone", 410, channels.IsPermanent, "http 410"},
		{"refused", 401, channels.IsPermanent, "http 401"},
		{"redirected to a private address", 307, channels.IsPermanent, "redirected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			s, server := peer(t, loopback, func(w http.ResponseWriter, _ *http.Request) {
				asked++
				w.Header().Set("Location", "https://10.0.0.1/")
				w.WriteHeader(c.status)
			})
			_, err := s.Send(context.Background(), &channels.Outbound{To: server.URL, Fact: fact()})
			f := channels.FailureOf(err)
			if asked != 1 {
				t.Errorf("asked %d times", asked)
			}
			if c.want == "" && f == nil {
				return
			}
			if f == nil || f.Outcome != c.want || f.Code != c.code {
				t.Errorf("got %v, want %s %q", err, c.want, c.code)
			}
		})
	}
}

func TestSend_silence(t *testing.T) {
	release := make(chan struct{})
	s, server := peer(t, loopback, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	s.http.Timeout = 50 * time.Millisecond
	_, err := s.Send(context.Background(), &channels.Outbound{To: server.URL + "/?kunci=rahasia", Fact: fact()})
	f := channels.FailureOf(err)
	if f == nil || f.Outcome != channels.IsTemporary || strings.Contains(f.Unwrap().Error(), "rahasia") {
		t.Errorf("got %v (%+v), want temporary, without the address", err, f)
	}
}

func TestSend_privateAddresses(t *testing.T) {
	asked := false
	_, server := peer(t, nil, func(http.ResponseWriter, *http.Request) { asked = true })
	s := New(nil)
	for _, to := range []string{
		server.URL, "https://localhost:9/", "https://10.1.2.3/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data",
		"https://100.64.0.1/", "https://[::1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[::ffff:127.0.0.1]/",
		"https://0.0.0.0/", "https://[64:ff9b::7f00:1]/", "https://2130706433/",
	} {
		_, err := s.Send(context.Background(), &channels.Outbound{To: to, Fact: fact()})
		if f := channels.FailureOf(err); f == nil || f.Code != "private_address" && to != "https://2130706433/" {
			t.Errorf("%s: %v, want private_address", to, err)
		}
	}
	if asked {
		t.Error("a private address was asked")
	}
	for _, to := range []string{"http://contoh.test/", "ftp://contoh.test/", "contoh.test", ""} {
		if f := channels.FailureOf(func() error {
			_, err := s.Send(context.Background(), &channels.Outbound{To: to, Fact: fact()})
			return err
		}()); f == nil || f.Code != "address" {
			t.Errorf("%q: %v, want address", to, f)
		}
	}
}
