// Package telegram speaks the Bot API: it sends texts, and hears who starts the bot. It knows neither tickets nor users.
package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"tanggap/channels"
)

// Base is where the Bot API is; another only in tests.
const Base = "https://api.telegram.org"

// Bounds of the Bot API: a text has so many UTF-16 units; an answer of ours is never longer than this.
const (
	textAtMost   = 4096
	answerAtMost = 1 << 20
	waitAtMost   = 20 * time.Second
)

// Client talks with the Bot API; the token comes with each call, because it may change while the house is open.
type Client struct {
	base string
	http *http.Client
}

// New returns a client; an empty base is the real one.
func New(base string) *Client {
	if base == "" {
		base = Base
	}
	return &Client{base: base, http: &http.Client{Timeout: waitAtMost, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // the token is in the address: it goes nowhere else
	}}}
}

// Capabilities: what is longer is refused before it is sent.
func (c *Client) Capabilities() channels.Capabilities {
	return channels.Capabilities{TextAtMost: textAtMost}
}

// answer is what the Bot API says to every call.
type answer struct {
	OK          bool            `json:"ok"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

// Send sends a text to a chat. A chat that was blocked or is gone is a permanent failure with the code "blocked".
func (c *Client) Send(ctx context.Context, out *channels.Outbound) (channels.Receipt, error) {
	switch {
	case out.Secret == "":
		return channels.Receipt{}, channels.Permanent("no_connector", nil)
	case out.To == "":
		return channels.Receipt{}, channels.Permanent("no_address", nil)
	case len(utf16.Encode([]rune(out.Text))) > textAtMost:
		return channels.Receipt{}, channels.Permanent("too_long", nil)
	}
	result, err := c.call(ctx, out.Secret, "sendMessage", map[string]any{
		"chat_id": out.To, "text": out.Text, "link_preview_options": map[string]bool{"is_disabled": true},
	})
	if err != nil {
		return channels.Receipt{}, err
	}
	var sent struct {
		ID   int64 `json:"message_id"`
		Date int64 `json:"date"`
	}
	if err := json.Unmarshal(result, &sent); err != nil {
		return channels.Receipt{}, channels.Unknown("no_answer", err)
	}
	receipt := channels.Receipt{ID: strconv.FormatInt(sent.ID, 10)}
	if sent.Date > 0 {
		receipt.At = time.Unix(sent.Date, 0)
	}
	return receipt, nil
}

// Start is somebody who began to talk with the bot, with what stood behind /start.
type Start = channels.Start

// Starts returns who has sent /start with something behind it since the update given, in private chats only, and the
// update to go on from.
func (c *Client) Starts(ctx context.Context, token string, after int64) ([]Start, int64, error) {
	result, err := c.call(ctx, token, "getUpdates", map[string]any{
		"offset": after + 1, "limit": 100, "timeout": 0, "allowed_updates": []string{"message"},
	})
	if err != nil {
		return nil, after, err
	}
	var updates []struct {
		ID      int64 `json:"update_id"`
		Message struct {
			Text string `json:"text"`
			Chat struct {
				ID   int64  `json:"id"`
				Type string `json:"type"`
			} `json:"chat"`
		} `json:"message"`
	}
	if err := json.Unmarshal(result, &updates); err != nil {
		return nil, after, fmt.Errorf("telegram: updates: %w", err)
	}
	var starts []Start
	for _, u := range updates {
		after = max(after, u.ID)
		command, code, _ := strings.Cut(strings.TrimSpace(u.Message.Text), " ")
		if code = strings.TrimSpace(code); command == "/start" && code != "" && u.Message.Chat.Type == "private" {
			starts = append(starts, Start{Code: code, Chat: strconv.FormatInt(u.Message.Chat.ID, 10)})
		}
	}
	return starts, after, nil
}

// call asks the Bot API. Errors never carry the address, which holds the token.
func (c *Client) call(ctx context.Context, token, method string, body any) (json.RawMessage, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, channels.Permanent("broken", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/bot"+token+"/"+method, bytes.NewReader(raw))
	if err != nil {
		return nil, channels.Permanent("bot_token", errors.New("the token makes no address"))
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, unanswered(err)
	}
	defer func() { _ = response.Body.Close() }()
	var told answer
	err = json.NewDecoder(io.LimitReader(response.Body, answerAtMost)).Decode(&told)
	switch {
	case err != nil && response.StatusCode >= 500:
		return nil, channels.Temporary("http "+strconv.Itoa(response.StatusCode), nil)
	case err != nil:
		return nil, channels.Unknown("no_answer", errors.New("an answer that is none"))
	case !told.OK:
		return nil, told.failure()
	}
	return told.Result, nil
}

// unanswered: nothing was taken over when not even a connection was made; otherwise nobody knows.
func unanswered(err error) error {
	var connecting interface{ Timeout() bool }
	cause := errors.Unwrap(err) // without the address
	if cause == nil {
		cause = errors.New("no answer")
	}
	if strings.Contains(cause.Error(), "dial ") || strings.Contains(cause.Error(), "connection refused") {
		return channels.Temporary("connect", cause)
	}
	if errors.As(cause, &connecting) && connecting.Timeout() {
		return channels.Unknown("timeout", cause)
	}
	return channels.Unknown("no_answer", cause)
}

// failure tells what a refusal means.
func (a *answer) failure() error {
	cause := errors.New(a.Description)
	code := "http " + strconv.Itoa(a.Code)
	switch {
	case a.Code == 429:
		return channels.RateLimited(code, time.Duration(max(a.Parameters.RetryAfter, 1))*time.Second, cause)
	case a.Code == 403, a.Code == 400 && strings.Contains(a.Description, "chat not found"):
		return channels.Permanent("blocked", cause)
	case a.Code == 401, a.Code == 404:
		return channels.Permanent("bot_token", cause) // revoked or mistyped
	case a.Code == 409 || a.Code >= 500:
		return channels.Temporary(code, cause)
	}
	return channels.Permanent(code, cause)
}
