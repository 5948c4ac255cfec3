package handlers

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// listen serves the application on a real port, which live streams need.
func listen(t *testing.T, app *fiber.App) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.ShutdownWithTimeout(5 * time.Second) })
	return "http://" + listener.Addr().String()
}

// watch opens a stream and returns its lines.
func watch(t *testing.T, address, cookie string) <-chan string {
	t.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || kind != "text/event-stream" {
		t.Fatalf("%s: %d %s", address, answer.StatusCode, kind)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		defer func() { _ = answer.Body.Close() }()
		for in := bufio.NewScanner(answer.Body); in.Scan(); {
			lines <- in.Text()
		}
	}()
	return lines
}

// expect waits for a line that begins with the words; false when the stream ends or takes ten seconds.
func expect(lines <-chan string, words string) bool {
	for late := time.After(10 * time.Second); ; {
		select {
		case line, open := <-lines:
			if !open || strings.HasPrefix(line, words) {
				return open
			}
		case <-late:
			return false
		}
	}
}

func TestStream_tellsWhatChangesOnTheTicket(t *testing.T) {
	app, s := open(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go s.Follow(ctx)
	cookie := signIn(t, app, s, models.Agent, "pemkab")
	receipt, err := s.Receive(ctx, models.Citizen, models.Intake{Text: "Jembatan rusak"})
	if err != nil {
		t.Fatal(err)
	}
	number := s.Number(receipt.Ticket)
	address := listen(t, app) + "/tickets/" + number + "/stream"
	if !expect(watch(t, address, cookie), "event: change") {
		t.Error("what happened before the page knew of it is not told")
	}
	last, err := s.LastEvent(ctx, receipt.Ticket.ID)
	if err != nil {
		t.Fatal(err)
	}
	lines := watch(t, address+"?after="+strconv.FormatInt(last, 10), cookie)
	if !expect(lines, "retry:") {
		t.Fatal("the stream does not begin")
	}
	if _, err := s.AddNote(ctx, models.System, number, "Dicek."); err != nil {
		t.Fatal(err)
	}
	if !expect(lines, "event: change") {
		t.Error("a note is not told")
	}
	if status, _, _ := ask(t, app, "GET", "/tickets/TGP-2026-999999/stream", "", "Cookie", cookie); status != 404 {
		t.Errorf("the stream of no ticket: %d, want 404", status)
	}
	stop() // the house goes down
	if expect(lines, "no such line") {
		t.Error("the stream does not end")
	}
}
