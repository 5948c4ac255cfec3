package views

import (
	"html/template"
	"strconv"
	"time"
)

// Row is one ticket in a list.
type Row struct {
	Number       string
	Href         string
	Author       string // as lists may show it; empty: somebody who wants no name seen
	Excerpt      string // masked
	Channel      string // key below "channel."
	Kind         string // key below "kind."
	Category     string // name; empty: none yet
	Unit         string // name
	Place        string // name or free text
	Assignee     string // empty: nobody
	Status       string // key below "status."
	Priority     string // key below "priority."; "normal" is not shown
	Confidential bool
	Unread       bool // the citizen wrote last
	Received     time.Time
	Messages     int
	Due          Due    // without a level: shown without a clock
	Handover     string // key below "handover."; empty: simply its unit's
	Draft        bool   // the user has begun to write
	Present      []Present
	Pick         bool // it can be chosen for an errand
}

// Rows draws the rows of a list. They are written by hand because a template needs some 40 actions a row: fifty rows
// were nine tenths of the time of the page. Everything that is not ours goes through appendEscaped.
func (p *Page) Rows(rows []Row) template.HTML {
	return p.draw(func(b []byte) []byte {
		for i := range rows {
			b = p.appendRow(b, &rows[i])
		}
		return b
	})
}

func (p *Page) appendRow(b []byte, r *Row) []byte {
	b = append(b, `<li class="ticket-row" id="row-`...)
	b = appendEscaped(b, r.Number)
	b = append(append(b, `" data-level="`...), level(r.Due.Level)...)
	if r.Unread {
		b = append(b, `" data-unread="`...)
	}
	b = append(b, `">`...)
	if r.Pick {
		b = append(b, `<label class="row-pick"><input type="checkbox" name="ticket" form="errand" value="`...)
		b = append(appendEscaped(b, r.Number), `" aria-label="`...)
		b = append(appendEscaped(append(append(b, p.T("errand.pick")...), ' '), r.Number), `"></label>`...)
	}
	b = append(b, `<span class="row-channel" title="`...)
	channel := p.Word("channel", r.Channel)
	b = append(appendEscaped(b, channel), `">`...)
	b = append(append(b, p.Icon(channelIcon(r.Channel))...), `<span class="unseen">`...)
	b = append(appendEscaped(b, channel), `</span></span><div class="row-main"><a class="row-link" href="`...)
	b = append(appendEscaped(b, r.Href), `"><strong class="row-who">`...)
	b = append(appendEscaped(b, p.author(r.Author)), `</strong> <span class="row-text">`...)
	b = append(appendEscaped(b, r.Excerpt), `</span></a><p class="row-facts">`...)
	b = p.appendFacts(b, r)
	b = append(b, `</p></div><div class="row-side">`...)
	if r.Due.Level != "" {
		b = p.appendBadge(b, r.Due)
	}
	b = p.appendTime(append(b, `<span class="row-age">`...), r.Received, p.appendAgo(nil, r.Received))
	return append(b, "</span></div></li>\n"...)
}

func (p *Page) appendFacts(b []byte, r *Row) []byte {
	fact := func(class, text string) {
		if text != "" {
			b = append(append(append(b, `<span class="`...), class...), `">`...)
			b = append(appendEscaped(b, text), `</span> `...)
		}
	}
	if r.Priority != "" && r.Priority != "normal" {
		fact("tag tag-alert", p.Word("priority", r.Priority))
	}
	if r.Confidential {
		fact("tag tag-sealed", p.Word("privacy", "confidential"))
	}
	if r.Handover != "" {
		fact("tag tag-handover", p.Word("handover", r.Handover))
	}
	if r.Draft {
		fact("tag tag-draft", p.T("draft.badge"))
	}
	b = p.appendPresent(b, r.Present)
	fact("tag tag-"+status(r.Status), p.Word("status", r.Status))
	fact("fact number", r.Number)
	fact("fact", p.Word("kind", r.Kind))
	fact("fact", r.Category)
	fact("fact fact-unit", r.Unit)
	fact("fact", r.Place)
	if r.Messages > 1 {
		b = append(append(b, `<span class="fact">`...), p.Icon("messages-square")...)
		b = append(strconv.AppendInt(b, int64(r.Messages), 10), `</span> `...)
	}
	if r.Assignee != "" {
		b = append(append(b, `<span class="fact">`...), p.Icon("user-round")...)
		b = append(appendEscaped(b, r.Assignee), `</span>`...)
	}
	return b
}

// appendPresent draws who else has a ticket open; who writes stands first.
func (p *Page) appendPresent(b []byte, present []Present) []byte {
	for _, one := range present {
		if one.Writing {
			b = append(append(b, `<span class="tag tag-writing">`...), p.Icon("pencil")...)
			b = append(appendEscaped(b, p.T("together.writing", "Name", one.Name)), `</span> `...)
			continue
		}
		b = append(append(b, `<span class="tag tag-looking">`...), p.Icon("eye")...)
		b = append(appendEscaped(b, p.T("together.looking", "Name", one.Name)), `</span> `...)
	}
	return b
}

// Presents draws them beside a ticket.
func (p *Page) Presents(present []Present) template.HTML {
	return p.draw(func(b []byte) []byte { return p.appendPresent(b, present) })
}

// author is the name lists show, or the word for somebody who gave none.
func (p *Page) author(name string) string {
	if name == "" {
		return p.T("house.nameless")
	}
	return name
}

// level and status keep what becomes part of an attribute to the words we know.
func level(name string) string {
	if _, ok := shapes[name]; ok {
		return name
	}
	return "none"
}

func status(name string) string {
	for _, known := range families["status"] {
		if known == name {
			return name
		}
	}
	return "new"
}

var channelIcons = map[string]string{
	"form": "file-text", "api": "plug", "phone": "phone", "letter": "mail-open", "visit": "footprints",
	"email": "mail", "whatsapp": "message-circle", "telegram": "send", "facebook": "thumbs-up",
	"instagram": "camera", "x": "at-sign", "tiktok": "music", "youtube": "circle-play", "import": "file-input",
}

// channelIcon is drawn by what a channel is; brand marks belong to the brands.
func channelIcon(channel string) string {
	if icon, ok := channelIcons[channel]; ok {
		return icon
	}
	return "message-square"
}

// ChannelIcon draws the icon of a channel.
func (p *Page) ChannelIcon(channel string) template.HTML { return p.Icon(channelIcon(channel)) }
