package handlers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"mime/multipart"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"tanggap/models"
)

// announced sends the header of a POST whose body is to be so long, and returns the beginning of the answer.
func announced(t *testing.T, app *fiber.App, path, kind string, length int) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", path, kind, length)
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%s of %d bytes: %v", path, length, err)
	}
	return answer.Status + " " + answer.Header.Get("Content-Type")
}

func TestLimits_ofBodies(t *testing.T) {
	app, _ := open(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("text", "Jalan rusak")
	file, err := form.CreateFormFile("files", "besar.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(bytes.Repeat([]byte("%PDF-1.4\n"), 1<<20))
	_ = form.Close()
	kind := form.FormDataContentType()
	if status, page, _ := ask(t, app, "POST", "/lapor", body.String(), "Content-Type", kind); status != 200 || !strings.Contains(page, "TGP-") {
		t.Errorf("a form with a file of nine megabytes: %d", status)
	}
	for _, c := range []struct {
		name, path, kind string
		length           int
		want             string
	}{
		{"JSON of over a megabyte", apiRoot + "/tickets", "application/json", bodyAtMost + 1, "413 Request Entity Too Large application/problem+json"},
		{"a form with files, to the API", apiRoot + "/tickets", kind, bodyAtMost + 1, "413 Request Entity Too Large application/problem+json"},
		{"a form without files", "/lapor", "application/x-www-form-urlencoded", bodyAtMost + 1, "413 Request Entity Too Large text/html; charset=utf-8"},
		{"more than five files hold", "/lapor", kind, filesAtMost + 1, "413 Request Entity Too Large text/html; charset=utf-8"},
		{"300 MB", "/lapor", kind, 300 << 20, "413 Request Entity Too Large text/html; charset=utf-8"},
	} {
		if got := announced(t, app, c.path, c.kind, c.length); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestLimits_readWhereARequestComesFrom(t *testing.T) {
	h := &handlers{Options: Options{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, c := range []struct{ name, peer, chain, address, source string }{
		{"nobody between", "198.51.100.7", "", "198.51.100.7", "198.51.100.7"},
		{"a visitor who claims to be another", "198.51.100.7", "203.0.113.9", "198.51.100.7", "198.51.100.7"},
		{"our proxy", "127.0.0.1", "198.51.100.7", "198.51.100.7", "198.51.100.7"},
		{"our proxy, and a visitor's lie before it", "127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7", "198.51.100.7"},
		{"two proxies of ours", "127.0.0.1", "198.51.100.7, 10.1.2.3", "198.51.100.7", "198.51.100.7"},
		{"nonsense", "127.0.0.1", "x", "127.0.0.1", "127.0.0.1"},
		{"IPv6 by its network", "127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
	} {
		app := fiber.New()
		var request fasthttp.RequestCtx
		request.Init(&fasthttp.Request{}, addrOf(c.peer), nil)
		if c.chain != "" {
			request.Request.Header.Set("X-Forwarded-For", c.chain)
		}
		one := app.AcquireCtx(&request)
		if got := h.address(one).String(); got != c.address {
			t.Errorf("%s: address %s, want %s", c.name, got, c.address)
		}
		if got := h.source(one); got != c.source {
			t.Errorf("%s: counted as %s, want %s", c.name, got, c.source)
		}
		app.ReleaseCtx(one)
	}
}

func TestLimits_ofTokens(t *testing.T) {
	app, s := open(t)
	secret, err := s.AddPacedToken(context.Background(), models.System, "aplikasi", "tickets:write", 2)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, app: app, token: "Bearer " + secret, doc: describe("", (&handlers{}).api())}
	n := p.open(`{"text":"satu"}`)
	p.open(`{"text":"dua"}`)
	status, told := p.ask("POST", "/tickets", `{"text":"tiga"}`)
	if status != 429 || told["code"] != "rate" {
		t.Errorf("a third write in the minute: %d %v", status, told)
	}
	if _, _, header := ask(t, app, "POST", apiRoot+"/tickets", "{}", "Authorization", p.token); header.Get("Retry-After") == "" {
		t.Error("nobody says how long to wait")
	}
	p.must("GET", "/tickets/"+n, "") // reading goes on
	for range tokenThrottle.Limit + 1 {
		status, _, _ = ask(t, app, "GET", apiRoot+"/units", "", "Authorization", "Bearer tgp_salah")
	}
	if status != 429 {
		t.Errorf("guessing tokens goes on: %d, want 429", status)
	}
	p.must("GET", "/units", "") // a right token from the same address is not refused
}

func addrOf(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 1} }

// TestLimits_ofCompressedBodies: a small body that would be a large one is refused before anything looks into it.
func TestLimits_ofCompressedBodies(t *testing.T) {
	app, s := open(t)
	token, err := s.AddToken(context.Background(), models.System, "sistem lain", "submit")
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	squeeze := gzip.NewWriter(&small)
	_, _ = squeeze.Write(bytes.Repeat([]byte(" "), 64<<20))
	_ = squeeze.Close()
	for _, path := range []string{"/api/v1/tickets", "/lapor", "/login"} {
		for _, coding := range []string{"gzip", "br", "zstd", "deflate, gzip"} {
			status, answer, _ := ask(t, app, "POST", path, small.String(), "Authorization", "Bearer "+token,
				"Content-Type", "application/json", "Content-Encoding", coding)
			if status != 415 || !strings.Contains(answer, "Content-Encoding") {
				t.Errorf("%s, %s: %d %.200s", path, coding, status, answer)
			}
		}
	}
}
