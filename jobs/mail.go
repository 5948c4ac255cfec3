package jobs

import (
	"context"
	"encoding/json"
	"strings"

	"tanggap/channels"
	"tanggap/models"
	"tanggap/views"
)

// outbound puts a delivery into what a channel sends: an answer as it was written, a mail as a letter.
func (j *Jobs) outbound(ctx context.Context, d *models.Delivery) (*channels.Outbound, error) {
	out := &channels.Outbound{
		Key: d.Key(), Channel: d.Channel, Account: channels.Account{ID: d.Account.ID, Handle: d.Account.Handle},
		To: d.To, Thread: d.Thread, InReplyTo: d.InReplyTo, References: d.References, Text: d.Words,
	}
	out.Secret, out.Fact = d.Secret, d.Letter.Fact
	switch {
	case d.Channel == models.ByTelegram && d.TicketID == 0:
		out.Text = j.message(d)
		return out, nil
	case d.Channel != "email":
		return out, nil
	}
	if d.To == "" {
		return nil, channels.Permanent("no_address", nil)
	}
	letter, err := j.letter(ctx, d)
	if err != nil {
		return nil, channels.Temporary("letter", err)
	}
	out.Subject, out.Text, out.HTML = letter.Subject, letter.Text, letter.HTML
	out.Automatic = d.MessageID == 0 || d.Kind == models.OutUnanswered // an answer is somebody's own words
	return out, nil
}

// letterKind is the letter in which something goes: an emergency is a digest of what cannot wait.
func letterKind(k models.OutKind) string {
	if k == models.OutPage {
		k = models.OutDigest
	}
	return string(k)
}

func (j *Jobs) letter(ctx context.Context, d *models.Delivery) (views.Letter, error) {
	zone, err := j.Store.Zone(ctx, d.Ticket.UnitID)
	if err != nil {
		return views.Letter{}, err
	}
	house, err := j.Store.House(ctx)
	if err != nil {
		return views.Letter{}, err
	}
	m := views.Mail{
		Kind: letterKind(d.Kind), Again: len(d.References) > 0 || d.InReplyTo != "", Name: d.UserName, Number: d.Number,
		Code: d.Code, Unit: d.Unit, Link: d.Letter.Link, Words: d.Words, More: d.Letter.More,
	}
	if d.Kind == models.OutReceipt && d.Ticket.Live && d.Ticket.DueAt.Set() {
		m.Due = d.Ticket.DueAt.Std()
	}
	switch {
	case d.Kind == models.OutExtended && d.Letter.Until.Set():
		m.Due = d.Letter.Until.Std()
	case d.Kind == models.OutReminder:
		m.Until, m.Closes = d.Letter.Until.Std(), d.Letter.Closes
	}
	for _, line := range d.Letter.Lines {
		m.Lines = append(m.Lines, j.line(d.Letter.Lang, line))
	}
	return j.Views.Mail(&views.Page{
		Lang: d.Letter.Lang, Zone: zone, House: house, Now: j.Store.Clock().Std(), Data: m,
	})
}

// message is a digest as a chat shows it: a line for each notice, an address where the rest is.
func (j *Jobs) message(d *models.Delivery) string {
	lines := make([]string, 0, len(d.Letter.Lines)+1)
	for _, one := range d.Letter.Lines {
		line := j.line(d.Letter.Lang, one)
		text := line.Text
		if line.Link != "" {
			text += "\n" + line.Link
		}
		lines = append(lines, text)
	}
	if d.Letter.More > 0 {
		lines = append(lines, j.Views.T(d.Letter.Lang, "mail.more", "Count", d.Letter.More)+"\n"+d.Letter.Link)
	}
	return strings.Join(lines, "\n\n")
}

// line puts a notice into words.
func (j *Jobs) line(lang string, n models.Line) views.MailLine {
	var data struct {
		Level string `json:"level"`
		Count int    `json:"count"`
		For   string `json:"for"`
	}
	if len(n.Data) > 0 {
		_ = json.Unmarshal(n.Data, &data) // ours, and most have neither
	}
	key := n.Key
	if key == "flag.many" {
		key += "_" + data.Level
	}
	line := views.MailLine{Text: j.Views.T(lang, "notice."+key, "Number", n.Number, "Count", data.Count)}
	if data.For != "" {
		line.Text += " " + j.Views.T(lang, "notices.instead", "Name", data.For)
	}
	switch {
	case n.Number != "":
		line.Link = j.Store.Origin + "/tickets/" + n.Number
	case data.Level != "":
		line.Link = j.Store.Origin + "/inbox?tab=" + data.Level
	}
	return line
}
