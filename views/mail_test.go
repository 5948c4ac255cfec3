package views

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"time"
)

func mailOf(kind string) Mail {
	m := Mail{
		Kind: kind, Name: "Rina", Number: "TGP-2026-000012", Code: "7K3M-Q9TX-2BWA", Unit: "Dinas PUPR",
		Link: "https://lapor.test/lacak?number=TGP-2026-000012", Words: "Ditambal <besok> & lusa.\nSalam",
	}
	if kind == "receipt" {
		m.Words, m.Due = "", time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
	}
	if kind == "digest" {
		m.Lines = []MailLine{{Text: "TGP-2026-000012 lewat", Link: "https://lapor.test/tickets/TGP-2026-000012"}, {Text: "umum"}}
		m.More = 7
	}
	return m
}

func mailPage(lang string, m Mail) *Page {
	return &Page{Lang: lang, Zone: time.FixedZone("WIB", 7*3600), House: "Kabupaten Uji", Data: m}
}

// tags and blank lines taken out, an HTML letter says what the plain one says.
var tags = regexp.MustCompile(`(?s)<head>.*</head>|<[^>]+>`)

func TestMail_everyKindInBothLanguages(t *testing.T) {
	v := mustNew(t)
	seen := map[string]bool{}
	for _, lang := range Languages {
		for _, kind := range families["mailintro"] {
			m := mailOf(kind)
			letter, err := v.Mail(mailPage(lang, m))
			if err != nil {
				t.Fatal(err)
			}
			shown := html.UnescapeString(tags.ReplaceAllString(letter.HTML, ""))
			want := []string{v.T(lang, "mailnext."+kind)}
			switch {
			case m.Citizen():
				want = append(want, m.Number, m.Code, "Kabupaten Uji")
			case kind == "digest":
				want = append(want, "TGP-2026-000012 lewat", "umum", "7")
			}
			if m.Citizen() && kind != "receipt" {
				want = append(want, m.Words, "Dinas PUPR")
			}
			for _, part := range want {
				if !strings.Contains(letter.Text, part) || !strings.Contains(shown, part) {
					t.Errorf("%s %s lacks %q:\n%s\n%s", lang, kind, part, letter.Text, shown)
				}
			}
			if !strings.Contains(letter.Text, m.Link) || !strings.Contains(letter.HTML, `href="`+m.Link+`"`) {
				t.Errorf("%s %s lacks its link:\n%s", lang, kind, letter.Text)
			}
			if strings.Contains(letter.HTML, "<besok>") || strings.Contains(letter.Text, "&lt;") {
				t.Errorf("%s %s escapes wrongly:\n%s\n%s", lang, kind, letter.Text, letter.HTML)
			}
			if strings.Contains(letter.Text, "\n\n\n") || strings.HasPrefix(letter.Text, "\n") {
				t.Errorf("%s %s has holes:\n%q", lang, kind, letter.Text)
			}
			if letter.Subject == "" || seen[letter.Text] || strings.ContainsAny(letter.Subject, "\r\n") {
				t.Errorf("%s %s: subject %q, or the same letter twice", lang, kind, letter.Subject)
			}
			seen[letter.Text] = true
		}
	}
}

// A mailbox is read by others too: what is confidential stays on the tracking page.
func TestMail_withoutWordsPointsToThePage(t *testing.T) {
	v := mustNew(t)
	m := mailOf("reply")
	m.Words = ""
	letter, err := v.Mail(mailPage("en", m))
	if err != nil || !strings.Contains(letter.Text, v.T("en", "mail.onpage")) || !strings.Contains(letter.HTML, v.T("en", "mail.onpage")) {
		t.Errorf("%v:\n%s", err, letter.Text)
	}
}

func TestMail_oneSubjectPerThread(t *testing.T) {
	v := mustNew(t)
	first, err := v.Mail(mailPage("id", mailOf("receipt")))
	if err != nil {
		t.Fatal(err)
	}
	m := mailOf("resolved")
	m.Again = true
	last, err := v.Mail(mailPage("id", m))
	if err != nil || last.Subject != "Re: "+first.Subject {
		t.Errorf("%q after %q, %v", last.Subject, first.Subject, err)
	}
}
