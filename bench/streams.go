package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// streams opens many inboxes and lets 50 tickets a second arrive: how long until every one has been told of each?
func (h *house) streams(ctx context.Context) error {
	var mu sync.Mutex
	heard := make([][]told, h.bench.streams)
	var open sync.WaitGroup
	var conns []net.Conn
	defer func() {
		for _, c := range conns {
			_ = c.Close()
		}
		open.Wait()
	}()
	for i := range h.bench.streams {
		conn, err := net.Dial("tcp", h.address)
		if err != nil {
			return err
		}
		conns = append(conns, conn)
		fmt.Fprintf(conn, "GET /inbox/stream?after=999999999999 HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", h.address, h.cookie)
		lines := bufio.NewReader(conn)
		first, err := lines.ReadString('\n')
		if err != nil || !strings.Contains(first, " 200 ") {
			return fmt.Errorf("stream %d: %q, %w", i, first, err)
		}
		open.Go(func() {
			for {
				line, err := lines.ReadString('\n')
				if err != nil {
					return
				}
				if id, ok := strings.CutPrefix(line, "id: "); ok {
					event, _ := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
					mu.Lock()
					heard[i] = append(heard[i], told{event, time.Now()})
					mu.Unlock()
				}
			}
		})
	}
	h.memory(fmt.Sprintf("with %d open inboxes", h.bench.streams))
	made, err := h.arrive(ctx, 50, 4*time.Second)
	if err != nil {
		return err
	}
	time.Sleep(1500 * time.Millisecond)
	mu.Lock()
	defer mu.Unlock()
	var times []time.Duration
	missed := 0
	for i := range heard {
		for _, m := range made {
			if at, ok := first(heard[i], m.event); ok {
				times = append(times, max(at.Sub(m.at), 0))
			} else {
				missed++
			}
		}
	}
	got := spread(times)
	worst := time.Duration(0)
	for _, d := range times {
		worst = max(worst, d)
	}
	h.add(fmt.Sprintf("%d inboxes told of 50 tickets/s", h.bench.streams),
		fmt.Sprintf("p50 %s, p99 %s, longest %s, %d never", milliseconds(got.p50), milliseconds(got.p99), milliseconds(worst), missed), "all ≤ 1 s")
	h.memory("after the streams")
	return nil
}

// told is an event and when it was heard of, or made.
type told struct {
	event int64
	at    time.Time
}

// first is when an event, or a later one that stands for it too, was heard of.
func first(heard []told, event int64) (time.Time, bool) {
	for _, t := range heard {
		if t.event >= event {
			return t.at, true
		}
	}
	return time.Time{}, false
}

// arrive opens so many tickets a second, and notes the event of each when it was answered.
func (h *house) arrive(ctx context.Context, rate int, span time.Duration) ([]told, error) {
	c := client(h.address, 16)
	var made []told
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	type opened struct {
		number string
		at     time.Time
	}
	var numbers []opened
	for end := time.Now().Add(span); time.Now().Before(end); <-tick.C {
		raw, err := ask(c, "POST", "/api/v1/tickets", h.bearer(), report64(), 201)
		if err != nil {
			return nil, err
		}
		var t struct{ Number string }
		if err := json.Unmarshal(raw, &t); err != nil {
			return nil, err
		}
		numbers = append(numbers, opened{t.Number, time.Now()})
	}
	for _, n := range numbers {
		raw, err := ask(c, "GET", "/api/v1/tickets/"+n.number+"/events", h.bearer(), nil, 200)
		if err != nil {
			return nil, err
		}
		var list struct{ Items []struct{ ID int64 } }
		if err := json.Unmarshal(raw, &list); err != nil || len(list.Items) == 0 {
			return nil, fmt.Errorf("events of %s: %w: %.200s", n.number, err, raw)
		}
		made = append(made, told{list.Items[0].ID, n.at})
	}
	return made, ctx.Err()
}
