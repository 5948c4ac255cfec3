package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"tanggap/models"
)

// megabytes is a body that is never in memory as a whole.
type megabytes struct{ left int }

func (m *megabytes) Read(p []byte) (int, error) {
	if m.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), m.left)
	for i := range n {
		p[i] = 'x'
	}
	m.left -= n
	return n, nil
}

// peak is the most memory the process ever held, in megabytes.
func (p *process) peak() int {
	p.t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		p.t.Skip("no /proc on this machine")
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		p.t.Fatal(err)
	}
	return kilobytes / 1024
}

// TestServe_uploadOf300Megabytes: whether it is announced or dribbles in, it is refused before it fills the memory.
func TestServe_uploadOf300Megabytes(t *testing.T) {
	inScratch(t)
	token := tokenFor(t, "submit")
	p := served(t)
	before := p.peak()
	const size, boundary = 300 << 20, "batas"
	head := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\n"
	for _, c := range []struct {
		name, path, kind string
		announced        bool
		says             string
	}{
		{"to the form", "/lapor", "multipart/form-data; boundary=" + boundary, true, "terlalu besar"},
		{"to the form, without its length", "/lapor", "multipart/form-data; boundary=" + boundary, false, "terlalu besar"},
		{"to the API", "/api/v1/tickets", jsonKind, true, `"code":"too_large"`},
		{"to the API, without its length", "/api/v1/tickets", jsonKind, false, "terlalu besar"}, // which the server cuts off before it knows the path
	} {
		status, page := p.upload(c.path, c.kind, token, head, size, c.announced)
		if status != 413 || !strings.Contains(page, c.says) {
			t.Errorf("%s: %d %.300s; want 413 that says %q", c.name, status, page, c.says)
		}
		if grown := p.peak() - before; grown > 150*heavier {
			t.Errorf("%s: the process grew by %d MB", c.name, grown)
		}
		if number := p.opened(token, `{"text":"Jalan rusak"}`); number == "" {
			t.Errorf("%s: the next report has no number", c.name)
		}
	}
	t.Logf("%d MB at most, %d before", p.peak(), before)
}

// upload sends a body by hand, so that an answer before its end is read, and returns that answer.
func (p *process) upload(path, kind, token, head string, size int, announced bool) (int, string) {
	p.t.Helper()
	address, _ := url.Parse(p.url)
	conn, err := net.Dial("tcp", address.Host)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(60 * time.Second))
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n", path, token, kind)
	answer := make(chan []byte, 1)
	go func() {
		var got bytes.Buffer
		_, _ = io.Copy(&got, conn) // what came before a reset counts
		answer <- got.Bytes()
	}()
	if announced {
		fmt.Fprintf(conn, "Content-Length: %d\r\n\r\n%s", size+len(head), head)
		_, _ = io.Copy(conn, &megabytes{size})
	} else {
		fmt.Fprintf(conn, "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n", len(head), head)
		for sent := 0; sent < size; sent += 1 << 20 {
			if _, err := fmt.Fprintf(conn, "%x\r\n%s\r\n", 1<<20, bytes.Repeat([]byte("x"), 1<<20)); err != nil {
				break
			}
		}
	}
	raw := string(<-answer)
	status := 0
	_, _ = fmt.Sscanf(raw, "HTTP/1.1 %d", &status)
	return status, raw
}

const typed = "Lampu jalan padam di depan puskesmas sejak Senin"

// suffers holds a service whose database cannot be used against what people and programs are owed: a clear answer in
// time, what was typed, a monitor that is told; and everything well once the database is back.
func (p *process) suffers(t *testing.T, token string, end func()) {
	t.Helper()
	status, page := p.ask("POST", "/lapor", formKind, strings.NewReader("request=r1&name=Ani&text="+url.QueryEscape(typed)))
	if status != 503 || !strings.Contains(page, typed+"</textarea>") || !strings.Contains(page, "Kirim lagi") {
		t.Errorf("a citizen is told %d %.2000s", status, page)
	}
	status, page = p.ask("POST", "/api/v1/tickets", jsonKind, strings.NewReader(`{"text":"Jalan rusak"}`), "Authorization", "Bearer "+token,
		"Idempotency-Key", "k1")
	if status != 503 || !strings.Contains(page, `"code":"unavailable"`) {
		t.Errorf("a program is told %d %.500s", status, page)
	}
	if status, _ := p.get("/healthz"); status != 200 {
		t.Errorf("it does not live: %d", status)
	}
	if !strings.Contains(p.said.String(), "database not usable") {
		t.Error("the log says nothing to the operator")
	}
	end()
	p.until("a citizen is heard again", 15*time.Second, func() bool {
		status, page = p.ask("POST", "/lapor", formKind, strings.NewReader("request=r1&name=Ani&text="+url.QueryEscape(typed)))
		return status == 200 && strings.Contains(page, "TGP-")
	})
	status, page = p.ask("POST", "/api/v1/tickets", jsonKind, strings.NewReader(`{"text":"Jalan rusak"}`), "Authorization", "Bearer "+token,
		"Idempotency-Key", "k1")
	if status != 201 {
		t.Errorf("afterwards a program is told %d %.500s", status, page)
	}
	if status, _ = p.get("/readyz"); status != 200 {
		t.Errorf("afterwards it is not ready: %d", status)
	}
	status, page = p.get("/api/v1/tickets", "Authorization", "Bearer "+token)
	var list struct{ Items []struct{ Excerpt string } }
	if err := json.Unmarshal([]byte(page), &list); status != 200 || err != nil || len(list.Items) != 2 {
		t.Errorf("afterwards there are %d %s; want one of each", status, page)
	}
}

// TestServe_databaseLockedByAnother: somebody else holds SQLite's lock, longer than anybody waits for it.
func TestServe_databaseLockedByAnother(t *testing.T) {
	folder := inScratch(t)
	token := tokenFor(t, "all")
	p := served(t)
	if status, _ := p.get("/lapor"); status != 200 {
		t.Fatal(status)
	}
	other, err := sql.Open("sqlite3", "file:"+filepath.Join(folder, "tanggap.db")+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	p.suffers(t, token, func() {
		if status, _ := p.get("/lapor"); status != 200 {
			t.Errorf("reading is refused too: %d", status)
		}
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	})
	p.stop()
	if code, out, notes := tanggap(t, "verify"); code != 0 {
		t.Errorf("verify: %d %s %s", code, out, notes)
	}
}

// TestServe_newerDatabase: it does not touch what it does not understand, and says what to do.
func TestServe_newerDatabase(t *testing.T) {
	folder := inScratch(t)
	if code, _, notes := tanggap(t, "migrate"); code != 0 {
		t.Fatal(notes)
	}
	db, err := sql.Open("sqlite3", filepath.Join(folder, "tanggap.db"))
	if err == nil {
		_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)")
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	for _, command := range []string{"serve", "migrate", "sweep"} {
		cmd, said := program(t, command)
		err := cmd.Run()
		if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "newer") || !strings.Contains(said.String(), "9999") {
			t.Errorf("%s: %v, %s", command, err, said.String())
		}
	}
}

// TestSweep_twoProcesses: two programs flag the same backlog at once, on one server. Nothing is flagged twice or missed.
func TestSweep_twoProcesses(t *testing.T) {
	onServer(t)
	s := houseOf(t)
	const tickets = 400
	for i := range tickets {
		in := models.Intake{Text: fmt.Sprintf("Jalan berlubang %d", i), Kind: models.Complaint, At: s.Clock().AddSeconds(-80 * 86400), Quiet: true}
		if _, err := s.Receive(ctx, models.System, in); err != nil {
			t.Fatal(err)
		}
	}
	type swept struct{ Flags map[string]int }
	var results [2]swept
	var both sync.WaitGroup
	for i := range results {
		cmd, said := program(t, "sweep")
		var out bytes.Buffer
		cmd.Stdout = &out
		both.Go(func() {
			if err := cmd.Run(); err != nil {
				t.Errorf("sweep %d: %v %s", i, err, said.String())
			}
			_ = json.Unmarshal(out.Bytes(), &results[i])
		})
	}
	both.Wait()
	for _, level := range []string{"near", "late", "critical"} {
		if sum := results[0].Flags[level] + results[1].Flags[level]; sum != 2*tickets {
			t.Errorf("%s: %d and %d, want %d together", level, results[0].Flags[level], results[1].Flags[level], 2*tickets)
		}
	}
	for id := int64(1); id <= tickets; id++ {
		flags, err := s.Flags(ctx, models.System, id)
		if err != nil || len(flags) != 6 {
			t.Fatalf("ticket %d has %d flags, %v; want three of each clock", id, len(flags), err)
		}
	}
	t.Logf("%v and %v", results[0].Flags, results[1].Flags)
}
