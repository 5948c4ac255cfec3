// Package bottest is a Bot API for tests: it refuses what the real one refuses, and misbehaves on request.
package bottest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
)

// Bot is one bot's side of the API.
type Bot struct {
	URL   string
	Token string

	mu      sync.Mutex
	chats   map[string]bool // who has started it; false: has blocked it
	sent    []Sent
	updates []map[string]any
	next    int64
	answers []func(http.ResponseWriter) // of the calls to come, before any other rule
}

// Sent is a message that was taken over.
type Sent struct{ Chat, Text string }

// New starts a bot that ends with the test.
func New(t testing.TB) *Bot {
	t.Helper()
	b := &Bot{Token: "123456789:AAfake_token_for_tests_0123456789abc", chats: map[string]bool{}, next: 70000}
	server := httptest.NewServer(b)
	t.Cleanup(server.Close)
	b.URL = server.URL
	return b
}

// Sent returns what was taken over so far.
func (b *Bot) Sent() []Sent {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Sent(nil), b.sent...)
}

// Write is a message of somebody to the bot; in a private chat it starts it.
func (b *Bot) Write(chat int64, kind, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	if kind == "private" {
		b.chats[strconv.FormatInt(chat, 10)] = true
	}
	b.updates = append(b.updates, map[string]any{"update_id": b.next, "message": map[string]any{
		"message_id": b.next, "date": 1789000400, "text": text, "chat": map[string]any{"id": chat, "type": kind},
	}})
}

// Block is somebody blocking the bot.
func (b *Bot) Block(chat int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.chats[strconv.FormatInt(chat, 10)] = false
}

// Next answers the next call in its own way.
func (b *Bot) Next(answer func(http.ResponseWriter)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answers = append(b.answers, answer)
}

// Refuse answers as the Bot API refuses.
func Refuse(w http.ResponseWriter, code int, description string, retryAfter int) {
	w.WriteHeader(code)
	told := map[string]any{"ok": false, "error_code": code, "description": description}
	if retryAfter > 0 {
		told["parameters"] = map[string]int{"retry_after": retryAfter}
	}
	_ = json.NewEncoder(w).Encode(told)
}

func (b *Bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.answers) > 0 {
		answer := b.answers[0]
		b.answers = b.answers[1:]
		answer(w)
		return
	}
	token, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	var ask struct {
		Chat   string `json:"chat_id"`
		Text   string `json:"text"`
		Offset int64  `json:"offset"`
	}
	switch {
	case token != b.Token:
		Refuse(w, 401, "Unauthorized", 0)
	case json.NewDecoder(r.Body).Decode(&ask) != nil:
		Refuse(w, 400, "Bad Request: can't parse", 0)
	case method == "sendMessage":
		b.send(w, ask.Chat, ask.Text)
	case method == "getUpdates":
		var due []map[string]any
		for _, u := range b.updates {
			if u["update_id"].(int64) >= ask.Offset {
				due = append(due, u)
			}
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": append([]map[string]any{}, due...)})
	default:
		Refuse(w, 404, "Not Found", 0)
	}
}

func (b *Bot) send(w http.ResponseWriter, chat, text string) {
	started, known := b.chats[chat]
	switch n := len(utf16.Encode([]rune(text))); {
	case n == 0:
		Refuse(w, 400, "Bad Request: message text is empty", 0)
	case n > 4096:
		Refuse(w, 400, "Bad Request: message is too long", 0)
	case !known:
		Refuse(w, 400, "Bad Request: chat not found", 0)
	case !started:
		Refuse(w, 403, "Forbidden: bot was blocked by the user", 0)
	default:
		b.sent = append(b.sent, Sent{chat, text})
		_, _ = fmt.Fprintf(w, `{"ok":true,"result":{"message_id":%d,"date":1789000401,"chat":{"id":%s}}}`, len(b.sent), chat)
	}
}
