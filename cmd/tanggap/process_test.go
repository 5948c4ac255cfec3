package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"tanggap/models"
)

// TestMain lets this very binary be the program, for tests that need a process of their own to kill, starve and watch.
func TestMain(m *testing.M) {
	if asked := os.Getenv("TANGGAP_TEST_RUN"); asked != "" {
		_ = os.Unsetenv("TANGGAP_TEST_RUN") // `check` tells of variables it does not know
		os.Exit(run(strings.Fields(asked), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// process is `tanggap serve`, running.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	said *saying
	end  sync.Once
}

// saying keeps what a process writes while others look at it.
type saying struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *saying) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *saying) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// program prepares a run of the program in a process of its own; variables are as NAME=value.
func program(t *testing.T, command string, variables ...string) (*exec.Cmd, *saying) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), "TANGGAP_TEST_RUN="+command, "TANGGAP_ADDR=127.0.0.1:0"), variables...)
	said := &saying{}
	cmd.Stderr = said
	return cmd, said
}

var listening = regexp.MustCompile(`listening address=(\S+)`)

// served starts the service and waits until it listens. It is killed when the test ends.
func served(t *testing.T, variables ...string) *process {
	t.Helper()
	p := &process{t: t}
	p.cmd, p.said = program(t, "serve", variables...)
	p.cmd.Stdout = p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	p.until("it listens", 30*time.Second, func() bool {
		found := listening.FindStringSubmatch(p.said.String())
		if found != nil {
			p.url = found[1]
		}
		return found != nil
	})
	return p
}

// until waits for something to come true, and fails the test when it does not.
func (p *process) until(what string, within time.Duration, is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(within); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("%v and not yet: %s\n%.4000s", within, what, p.said.String())
		}
	}
}

// kill is kill -9.
func (p *process) kill() {
	p.end.Do(func() {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	})
}

// stop asks it to end, and expects that it does.
func (p *process) stop() {
	p.t.Helper()
	p.end.Do(func() {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		if err := p.cmd.Wait(); err != nil {
			p.t.Errorf("stopped with %v\n%.4000s", err, p.said.String())
		}
	})
}

// ask sends a request; status 0 when there was no answer.
func (p *process) ask(method, path, kind string, body io.Reader, headers ...string) (status int, page string) {
	r, err := http.NewRequest(method, p.url+path, body)
	if err != nil {
		p.t.Error(err)
		return 0, ""
	}
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Timeout: 30 * time.Second}
	answer, err := client.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = answer.Body.Close() }()
	raw, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(raw)
}

func (p *process) get(path string, headers ...string) (int, string) {
	return p.ask("GET", path, "", nil, headers...)
}

const (
	formKind = "application/x-www-form-urlencoded"
	jsonKind = "application/json"
)

// opened brings a report by the API and returns its number.
func (p *process) opened(token, body string) string {
	p.t.Helper()
	status, raw := p.ask("POST", "/api/v1/tickets", jsonKind, strings.NewReader(body), "Authorization", "Bearer "+token)
	if status != 201 {
		p.t.Fatalf("opening a ticket: %d %s", status, raw)
	}
	return numberIn(raw)
}

func numberIn(raw string) string {
	var got struct{ Number string }
	_ = json.Unmarshal([]byte(raw), &got)
	return got.Number
}

// tokenFor makes a token by the command, as an operator does.
func tokenFor(t *testing.T, scope string) string {
	t.Helper()
	code, secret, notes := tanggap(t, "token", "add", "--name", "uji", "--scope", scope)
	if code != 0 {
		t.Fatal(notes)
	}
	return strings.TrimSpace(secret)
}

// onServer gives the commands of a test a database of its own on the PostgreSQL there is; without one it skips the test.
func onServer(t *testing.T) string {
	t.Helper()
	server := os.Getenv("TANGGAP_TEST_POSTGRES")
	if server == "" {
		t.Skip("TANGGAP_TEST_POSTGRES names no PostgreSQL")
	}
	name := fmt.Sprintf("tanggap_process_%d_%d", os.Getpid(), time.Now().UnixNano())
	admin, err := sql.Open("pgx", server)
	if err == nil {
		_, err = admin.Exec("CREATE DATABASE " + name)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	base, query, _ := strings.Cut(server, "?")
	url := base[:strings.LastIndex(base, "/")+1] + name + "?" + query
	t.Setenv("TANGGAP_DATA", filepath.Join(t.TempDir(), "data"))
	t.Setenv("TANGGAP_DATABASE_URL", url)
	return url
}

// houseOf opens the house of a test, for what no command does.
func houseOf(t *testing.T) *models.Store {
	t.Helper()
	c, _, err := configured("check", nil, io.Discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := house(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

var ctx = context.Background()
