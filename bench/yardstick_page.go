package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"tanggap/models"
	"tanggap/views"
)

// pageFromMemory answers every request with the inbox of the house as it was at the start: rendered anew each time, without
// session, counts, list or any other query. What the program adds to it is the price of being true.
func pageFromMemory(ctx context.Context, url string) (fasthttp.RequestHandler, error) {
	s, err := models.Open(ctx, models.Options{URL: url, Data: scratchData(url)})
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close() }()
	data, err := inboxInMemory(ctx, s)
	if err != nil {
		return nil, err
	}
	pages, err := views.New()
	if err != nil {
		return nil, err
	}
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return nil, err
	}
	can := map[string]bool{}
	for _, c := range models.System.Capabilities() {
		can[string(c)] = true
	}
	return func(c *fasthttp.RequestCtx) {
		page := &views.Page{
			Lang: "id", Path: "/inbox", Now: time.Now(), Zone: zone, House: "Kabupaten", Data: data,
			User: &views.UserBox{Name: "Koordinator", Role: "coordinator", Can: can},
		}
		c.SetContentType("text/html; charset=utf-8")
		if err := pages.Page(c, "inbox", page); err != nil {
			c.Error(err.Error(), 500)
		}
	}, nil
}

// scratchData is the data folder beside an embedded database; any folder does for one on a server.
func scratchData(url string) string {
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		return path[:strings.LastIndex(path, "/")]
	}
	return "."
}

// inboxInMemory is the first page of all tickets, with as many choices in its filters as the program offers.
func inboxInMemory(ctx context.Context, s *models.Store) (*views.Inbox, error) {
	list, err := s.Tickets(ctx, models.System, models.TicketFilter{Tab: models.TabAll})
	if err != nil {
		return nil, err
	}
	counts, err := s.TabCounts(ctx, models.System)
	if err != nil {
		return nil, err
	}
	page := &views.Inbox{Tab: "all", Stream: "/inbox/stream?after=1"}
	for _, n := range counts {
		page.Tabs = append(page.Tabs, views.Tab{Key: string(n.Tab), Href: "/inbox?tab=" + string(n.Tab), Count: n.Count})
	}
	for i := range list.Rows {
		t := &list.Rows[i]
		page.Rows = append(page.Rows, views.Row{
			Number: t.Number, Href: "/tickets/" + t.Number, Author: t.Author, Excerpt: t.Excerpt, Channel: t.Channel,
			Kind: string(t.Kind), Category: t.Category.Name("id"), Unit: t.Unit.Name, Place: t.PlaceName, Assignee: t.Assignee,
			Status: string(t.Status), Received: t.ReceivedAt.Std(), Messages: t.Messages,
			Due: views.Due{Level: t.Level, Target: t.DueTarget, At: t.DueAt.Std()},
		})
	}
	return page, choices(ctx, s, &page.Filter)
}

func choices(ctx context.Context, s *models.Store, f *views.InboxFilter) error {
	units, err := s.Units(ctx)
	if err != nil {
		return err
	}
	categories, err := s.Categories(ctx)
	if err != nil {
		return err
	}
	places, err := s.Places(ctx)
	if err != nil {
		return err
	}
	people, err := s.Assignables(ctx, models.System)
	for _, u := range units {
		f.Units = append(f.Units, views.Option{Value: u.Slug, Label: u.Name})
	}
	for _, c := range categories {
		f.Categories = append(f.Categories, views.Option{Value: c.Slug, Label: c.Name("id")})
	}
	for _, p := range places {
		f.Places = append(f.Places, views.Option{Value: p.Code, Label: p.Name})
	}
	for _, p := range people {
		f.Assignees = append(f.Assignees, views.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name})
	}
	for _, k := range models.Kinds {
		f.Kinds = append(f.Kinds, string(k))
	}
	for _, one := range models.Statuses {
		f.Statuses = append(f.Statuses, string(one))
	}
	f.Channels = models.Channels
	return err
}
