package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"tanggap/models"
)

const password = "kata-sandi-ukuran-1"

// house is one database with the program on it.
type house struct {
	*bench
	database string
	url      string
	data     string
	tickets  int
	drop     func()

	process *exec.Cmd
	address string
	token   string
	cookie  string
}

var houses int

func (b *bench) newHouse(ctx context.Context, database string) (*house, error) {
	houses++
	h := &house{bench: b, database: database, data: filepath.Join(b.scratch, strconv.Itoa(houses)), drop: func() {}}
	h.url = "sqlite:" + filepath.Join(h.data, "tanggap.db")
	if database != "postgres" {
		return h, nil
	}
	server := os.Getenv("TANGGAP_TEST_POSTGRES")
	admin, err := sql.Open("pgx", server)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("tanggap_bench_%d_%d", os.Getpid(), houses)
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return nil, err
	}
	h.drop = func() {
		_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		_ = admin.Close()
	}
	base, query, _ := strings.Cut(server, "?")
	h.url = base[:strings.LastIndex(base, "/")+1] + name + "?" + query
	return h, nil
}

func (h *house) raze() {
	h.stop()
	h.drop()
	_ = os.RemoveAll(h.data)
}

func (h *house) add(name, figure, aim string) { h.out.add(name, h.database, h.tickets, figure, aim) }

func (h *house) environment() []string {
	return append(os.Environ(), "TANGGAP_DATA="+h.data, "TANGGAP_DATABASE_URL="+h.url, "TANGGAP_ADDR="+h.address)
}

// command runs a sub-command to its end.
func (h *house) command(ctx context.Context, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, h.binary, args...)
	command.Env, command.Stderr = h.environment(), os.Stderr
	return command.Output()
}

func (h *house) seed(ctx context.Context, tickets int) error {
	h.tickets, h.address = tickets, "127.0.0.1:0"
	out, err := h.command(ctx, "seed", "--tickets", strconv.Itoa(tickets), "--password", password)
	if err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	var told struct {
		Messages, Events int
		PerSecond        int `json:"per_second"`
	}
	if err := json.Unmarshal(out, &told); err != nil {
		return err
	}
	aim := ""
	if h.database == "sqlite" {
		aim = "≥ 20000/s"
	}
	h.add("seed", fmt.Sprintf("%d/s (%d messages, %d events)", told.PerSecond, told.Messages, told.Events), aim)
	return nil
}

// open is the store in this process, for what is measured without HTTP.
func (h *house) open(ctx context.Context) (*models.Store, error) {
	s, err := models.Open(ctx, models.Options{URL: h.url, Data: h.data})
	if err == nil {
		_, err = s.Migrate(ctx)
	}
	return s, err
}

// serve starts the program, says how long that took, and signs in.
func (h *house) serve(ctx context.Context) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	h.address = listener.Addr().String()
	_ = listener.Close()
	h.process = exec.Command(h.binary, "serve")
	h.process.Env = h.environment()
	var said bytes.Buffer
	h.process.Stderr = &said
	started := time.Now()
	if err := h.process.Start(); err != nil {
		return err
	}
	c := client(h.address, 1)
	for {
		if _, err = ask(c, "GET", "/readyz", nil, nil, 200); err == nil {
			break
		}
		if time.Since(started) > 30*time.Second || ctx.Err() != nil {
			return fmt.Errorf("the program does not answer: %w\n%s", err, said.String())
		}
		time.Sleep(2 * time.Millisecond)
	}
	h.add("start to ready", milliseconds(time.Since(started)), "≤ 300 ms")
	time.Sleep(2 * time.Second)
	h.memory("idle")
	out, err := h.command(ctx, "token", "add", "--name", "bench", "--scope", "all")
	if err != nil {
		return err
	}
	h.token = strings.TrimSpace(string(out))
	return h.signIn()
}

func (h *house) stop() {
	if h.process == nil {
		return
	}
	_ = h.process.Process.Signal(syscall.SIGTERM)
	_ = h.process.Wait()
	h.process = nil
}

// signIn gets the cookie of a coordinator, who sees all units.
func (h *house) signIn() error {
	form := url.Values{"email": {"koordinator@selatbahari.example"}, "password": {password}}.Encode()
	headers := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	cookie, status, err := cookies(client(h.address, 1), "/login", headers, []byte(form))
	if err != nil || status != 303 {
		return fmt.Errorf("sign in: status %d: %w", status, err)
	}
	h.cookie = cookie
	return nil
}

func (h *house) signedIn() map[string]string { return map[string]string{"Cookie": h.cookie} }

func (h *house) bearer() map[string]string {
	return map[string]string{"Authorization": "Bearer " + h.token, "Content-Type": "application/json"}
}

var memoryLine = regexp.MustCompile(`(?m)^(VmRSS|RssAnon):\s+(\d+) kB`)

// memory is what the program holds; pages of the database file that the kernel shows it are not its own.
func (h *house) memory(when string) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.process.Process.Pid))
	if err != nil {
		return
	}
	size := map[string]int{}
	for _, m := range memoryLine.FindAllStringSubmatch(string(raw), -1) {
		size[m[1]], _ = strconv.Atoi(m[2])
	}
	aim := map[string]string{"idle": "≤ 60 MB", "after the load": "≤ 250 MB"}[when]
	h.add("memory "+when, fmt.Sprintf("%d MB (%d MB of its own)", size["VmRSS"]/1000, size["RssAnon"]/1000), aim)
}
