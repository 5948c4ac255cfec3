package models

import (
	"context"
	"errors"
	"sync"
	"testing"
)

func TestOnce_runsAVerbOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		house := furnish(t, s)
		receipt, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang", Channel: "form", Unit: "pupr"})
		if err != nil {
			t.Fatal(err)
		}
		number := s.Number(receipt.Ticket)
		request := Request{Scope: "token:1", Key: "k", Digest: []byte("a")}
		note := func(r Request) error {
			_, err := s.AddNote(Once(ctx, r), house.roads, number, "Sudah dicek")
			return err
		}
		var wg sync.WaitGroup
		results := make([]error, 8)
		for i := range results {
			wg.Go(func() { results[i] = note(request) })
		}
		wg.Wait()
		done := 0
		for _, err := range results {
			switch {
			case err == nil:
				done++
			case ErrorCode(err) != Conflict || AsError(err).Key != "conflict.request_done":
				t.Errorf("an attempt beside the first: %v", err)
			}
		}
		if done != 1 {
			t.Errorf("%d of 8 attempts at once were the first", done)
		}
		if err := s.KeepAnswer(ctx, request, Answered{Status: 201, Body: `{"id":2}`}); err != nil {
			t.Fatal(err)
		}
		var before *Answered
		if err := note(request); !errors.As(err, &before) || before.Status != 201 || before.Body != `{"id":2}` {
			t.Errorf("a later attempt: %v %+v", err, before)
		}
		if err := note(Request{Scope: "token:1", Key: "k", Digest: []byte("b")}); ErrorCode(err) != Conflict {
			t.Errorf("the key with another content: %v", err)
		}
		if err := note(Request{Scope: "token:2", Key: "k", Digest: []byte("b")}); err != nil {
			t.Errorf("the key of another token: %v", err)
		}
		messages, err := s.Messages(ctx, house.roads, receipt.Ticket.ID)
		if err != nil || len(messages) != 3 {
			t.Errorf("%d messages, want the report and two notes; %v", len(messages), err)
		}
	})
}
