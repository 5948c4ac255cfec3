package views

import (
	"bytes"
	"embed"
	"fmt"
	html "html/template"
	plain "text/template"
	"time"
)

//go:embed mail
var mailFiles embed.FS

// Mail is a letter of the house before it is words. Kind is receipt, reply, question, reminder,
// extended, resolved, unanswered, digest or password.
type Mail struct {
	Kind   string
	Again  bool // not the first of its thread
	Name   string
	Number string
	Code   string
	Unit   string
	Link   string
	Due    time.Time // of the first answer, in a receipt; of the resolution, when it was extended
	Until  time.Time // an answer is waited for; zero: none is
	Closes bool      // without it, the report is closed
	Words  string    // of whoever answers; empty when only the tracking page may have them
	Lines  []MailLine
	More   int // notices that are not among the lines
}

// MailLine is one notice of a digest.
type MailLine struct {
	Text string
	Link string // empty when it is about no single ticket
}

// Citizen reports whether the letter goes out of the house.
func (m Mail) Citizen() bool { return m.Kind != "digest" && m.Kind != "password" }

// Count is how many notices a digest tells of.
func (m Mail) Count() int { return len(m.Lines) + m.More }

// Letter is a mail in words, the same as plain text and as HTML.
type Letter struct{ Subject, Text, HTML string }

// mails are the two forms of the one letter, for every language.
type mails struct {
	text *plain.Template
	html *html.Template
}

func loadMails() (mails, error) {
	var m mails
	var err error
	if m.text, err = plain.ParseFS(mailFiles, "mail/letter.txt"); err != nil {
		return m, fmt.Errorf("views: %w", err)
	}
	if m.html, err = html.ParseFS(mailFiles, "mail/letter.html"); err != nil {
		return m, fmt.Errorf("views: %w", err)
	}
	return m, nil
}

// Mail writes a letter in the page's language and zone; Data is a Mail.
func (v *Views) Mail(p *Page) (Letter, error) {
	p.views = v
	if _, ok := v.texts[p.Lang]; !ok {
		p.Lang = Languages[0]
	}
	m, ok := p.Data.(Mail)
	if !ok {
		return Letter{}, fmt.Errorf("views: no mail, but %T", p.Data)
	}
	var text, page bytes.Buffer
	if err := v.mails.text.Execute(&text, p.With(m)); err != nil {
		return Letter{}, fmt.Errorf("views: mail %s: %w", m.Kind, err)
	}
	if err := v.mails.html.Execute(&page, p.With(m)); err != nil {
		return Letter{}, fmt.Errorf("views: mail %s: %w", m.Kind, err)
	}
	return Letter{Subject: p.subject(m), Text: text.String(), HTML: page.String()}, nil
}

// subject stays the same within a thread, because some programs sort by it.
func (p *Page) subject(m Mail) string {
	switch {
	case m.Kind == "digest":
		return p.T("mail.digest", "Count", m.Count())
	case !m.Citizen():
		return p.Word("mailintro", m.Kind)
	case m.Again:
		return "Re: " + p.T("mail.subject", "Number", m.Number, "House", p.House)
	}
	return p.T("mail.subject", "Number", m.Number, "House", p.House)
}

// Opening is the first line of a letter.
func (p *Page) Opening(m Mail) string {
	return p.T("mailintro."+m.Kind, "Unit", m.Unit, "Number", m.Number)
}

// Next says what the reader can do.
func (p *Page) Next(m Mail) string { return p.Word("mailnext", m.Kind) }

// Button names the link of a letter.
func (p *Page) Button(m Mail) string { return p.Word("mailbutton", m.Kind) }
