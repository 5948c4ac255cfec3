package jobs

import (
	"context"
	"fmt"

	"tanggap/channels"
)

// Bot hears who begins to talk with the house's bot.
type Bot interface {
	Starts(ctx context.Context, token string, after int64) (starts []channels.Start, next int64, err error)
}

// chats links the chats of users who have sent their code to the bot. It listens only while somebody has a code.
func chats(j *Jobs, ctx context.Context) (string, error) {
	awaited, err := j.Store.AwaitsChat(ctx)
	if err != nil || !awaited || j.Bot == nil {
		return "nobody waits", err
	}
	token, err := j.Store.BotToken(ctx)
	if err != nil || token == "" {
		return "no token", err
	}
	after, err := j.Store.BotHeard(ctx)
	if err != nil {
		return "", err
	}
	starts, next, err := j.Bot.Starts(ctx, token, after)
	if err != nil {
		return "", err
	}
	linked := 0
	for _, start := range starts {
		ok, err := j.Store.LinkChat(ctx, start.Code, start.Chat)
		if err != nil {
			return "", err // heard again the next time
		}
		if ok {
			linked++
		}
	}
	if next == after {
		return fmt.Sprintf("%d linked", linked), nil
	}
	return fmt.Sprintf("%d linked", linked), j.Store.HearBot(ctx, next)
}
