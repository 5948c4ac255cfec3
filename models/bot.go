package models

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
)

// Bot is the Telegram bot that tells staff: its name, and whether its token is known and from where.
type Bot struct {
	Name    string
	Set     bool
	Outside bool // the token comes from the environment, not from here
}

const botKey = "telegram"

// kept is how the setting is stored; the token is sealed with the key of the house.
type keptBot struct {
	Name  string `json:"name"`
	Token string `json:"token"`
}

var (
	botNameForm  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,30}[Bb][Oo][Tt]$`)
	botTokenForm = regexp.MustCompile(`^[0-9]{5,16}:[A-Za-z0-9_-]{30,60}$`)
)

// Bot returns what is set of the bot; never its token.
func (s *Store) Bot(ctx context.Context) (Bot, error) {
	kept, err := s.keptBot(ctx)
	return Bot{Name: kept.Name, Set: s.TelegramToken != "" || kept.Token != "", Outside: s.TelegramToken != ""}, err
}

func (s *Store) keptBot(ctx context.Context) (kept keptBot, err error) {
	var raw string
	err = s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", botKey)
	if err != nil || raw == "" {
		return kept, err
	}
	return kept, json.Unmarshal([]byte(raw), &kept)
}

// SetBot keeps name and token of the bot; an empty token keeps the one there is, and an empty name ends it all.
func (s *Store) SetBot(ctx context.Context, who Actor, name, token string) error {
	name, token = strings.TrimPrefix(strings.TrimSpace(name), "@"), strings.TrimSpace(token)
	var wrong problems
	if name != "" && !botNameForm.MatchString(name) {
		wrong.add("bot", "bot_name", "Value", name)
	}
	if token != "" && !botTokenForm.MatchString(token) {
		wrong.add("bot_token", "bot_token") // not repeated: it may be a token with a letter too many
	}
	if err := wrong.err(); err != nil {
		return err
	}
	kept, err := s.keptBot(ctx)
	if err != nil {
		return err
	}
	kept.Name = name
	if token != "" {
		kept.Token = base64.StdEncoding.EncodeToString(s.keys.seal([]byte(token)))
	}
	if name == "" {
		kept = keptBot{}
	}
	told := map[string]any{"name": name, "token": token != ""}
	return s.changeHouse(ctx, who, Configure, "telegram", told, func(tx *Tx) error {
		return tx.setSetting(botKey, kept)
	})
}

// BotToken returns the token, from the environment or from the settings; empty when there is none.
func (s *Store) BotToken(ctx context.Context) (string, error) {
	if s.TelegramToken != "" {
		return s.TelegramToken, nil
	}
	kept, err := s.keptBot(ctx)
	if err != nil || kept.Token == "" {
		return "", err
	}
	sealed, err := base64.StdEncoding.DecodeString(kept.Token)
	if err != nil {
		return "", err
	}
	token, err := s.keys.unseal(sealed)
	return string(token), err
}

// BotHeard returns up to which update the bot has been listened to, and HearBot notes it.
func (s *Store) BotHeard(ctx context.Context) (after int64, err error) {
	var raw string
	err = s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", botKey+"_heard")
	if err != nil || raw == "" {
		return 0, err
	}
	return after, json.Unmarshal([]byte(raw), &after)
}

// HearBot notes up to which update the bot has been listened to.
func (s *Store) HearBot(ctx context.Context, after int64) error {
	return s.update(ctx, func(tx *Tx) error { return tx.setSetting(botKey+"_heard", after) })
}
