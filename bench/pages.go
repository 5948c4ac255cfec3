package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"sync/atomic"

	"github.com/valyala/fasthttp"
)

// pages asks for what people look at, signed in.
func (h *house) pages(ctx context.Context) error {
	if err := h.inbox("/inbox?tab=all"); err != nil {
		return err
	}
	err := h.yardstick(ctx, "page", "inbox from memory", []int{1, 16}, func(c *fasthttp.HostClient) error {
		_, err := ask(c, "GET", "/", nil, nil, 200)
		return err
	})
	if err != nil {
		return err
	}
	if err := h.eachTicket(); err != nil {
		return err
	}
	if err := h.tracking(); err != nil {
		return err
	}
	for _, days := range []int{90, 365} {
		aim := map[int]string{90: "p50 ≤ 20 ms", 365: "p50 ≤ 60 ms"}[days]
		path := fmt.Sprintf("/dashboard?period=%d", days)
		c := client(h.address, 1)
		got := loadOn(h.process.Process.Pid, 1, h.span, func(int) error {
			_, err := ask(c, "GET", path, h.signedIn(), nil, 200)
			return err
		})
		h.add(fmt.Sprintf("dashboard page, %d days", days), got.String(), aim)
	}
	return nil
}

// inbox measures the page everybody has open, on one connection and on sixteen.
func (h *house) inbox(path string) error {
	for _, connections := range []int{1, 16} {
		c := client(h.address, connections)
		body, err := ask(c, "GET", path, h.signedIn(), nil, 200)
		if err != nil {
			return err
		}
		got := loadOn(h.process.Process.Pid, connections, h.span, func(int) error {
			_, err := ask(c, "GET", path, h.signedIn(), nil, 200)
			return err
		})
		aim := map[int]string{16: "≥ 500/s, ≥ half of that from memory; 1 M ÷ 10 k ≤ 1.2"}[connections]
		h.add(fmt.Sprintf("inbox page, %d connections", connections), fmt.Sprintf("%v, %d kB", got, len(body)/1000), aim)
	}
	return nil
}

// eachTicket asks for tickets from all over the database.
func (h *house) eachTicket() error {
	var numbers []string
	c := client(h.address, 16)
	for range 40 {
		id := 1 + rand.IntN(h.tickets)
		raw, err := ask(c, "GET", "/api/v1/tickets?limit=1&q="+url.QueryEscape(fmt.Sprint(id)), h.bearer(), nil, 200)
		if err != nil {
			return err
		}
		var list struct {
			Items []struct{ Number string }
		}
		if err := json.Unmarshal(raw, &list); err != nil {
			return err
		}
		for _, item := range list.Items {
			if _, err := ask(c, "GET", "/tickets/"+item.Number, h.signedIn(), nil, 200); err == nil { // some are sealed
				numbers = append(numbers, item.Number)
			}
		}
	}
	if len(numbers) == 0 {
		return fmt.Errorf("no ticket found to look at")
	}
	var n atomic.Int64
	for _, connections := range []int{1, 16} {
		got := loadOn(h.process.Process.Pid, connections, h.span, func(int) error {
			_, err := ask(c, "GET", "/tickets/"+numbers[int(n.Add(1))%len(numbers)], h.signedIn(), nil, 200)
			return err
		})
		h.add(fmt.Sprintf("ticket page, %d connections", connections), got.String(), "1 M ÷ 10 k ≤ 1.2")
	}
	return nil
}

// tracking looks at a ticket as its citizen does: number and code, then the page.
func (h *house) tracking() error {
	c := client(h.address, 16)
	raw, err := ask(c, "POST", "/api/v1/tickets", h.bearer(), []byte(`{"text":"Jalan berlubang di depan pasar ikan","kind":"complaint"}`), 201)
	if err != nil {
		return err
	}
	var made struct {
		Number       string
		TrackingCode string `json:"tracking_code"`
	}
	if err := json.Unmarshal(raw, &made); err != nil {
		return err
	}
	headers := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	form := []byte(url.Values{"number": {made.Number}, "code": {made.TrackingCode}}.Encode())
	cookie, status, err := cookies(c, "/lacak", headers, form)
	if err != nil || status != 303 {
		return fmt.Errorf("track: status %d: %w", status, err)
	}
	for _, connections := range []int{1, 16} {
		got := loadOn(h.process.Process.Pid, connections, h.span, func(int) error {
			_, err := ask(c, "GET", "/lacak?number="+made.Number, map[string]string{"Cookie": cookie}, nil, 200)
			return err
		})
		h.add(fmt.Sprintf("tracking page, %d connections", connections), got.String(), "1 M ÷ 10 k ≤ 1.2")
	}
	return nil
}
