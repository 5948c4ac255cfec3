package handlers

import (
	"strconv"

	"tanggap/models"
	"tanggap/views"
)

// filesOf are the attachments of one message, 0 for all.
func filesOf(files []models.Attachment, message int64) []views.File {
	var shown []views.File
	for _, a := range files {
		if message == 0 || a.MessageID == message {
			shown = append(shown, views.File{
				Name: a.Name, Href: "/attachments/" + strconv.FormatInt(a.ID, 10), Type: a.Type, Size: a.Size,
			})
		}
	}
	return shown
}

func messagesOf(v *models.TicketView, now models.Time) []views.Message {
	messages := make([]views.Message, len(v.Conversation))
	place := make(map[int64]int, len(messages))
	for i := range v.Conversation {
		m := &v.Conversation[i]
		place[m.ID] = i
		messages[i] = views.Message{
			ID: m.ID, Direction: string(m.Direction), Author: m.Author, Text: m.Text, At: m.At.Std(),
			State: string(m.State), Files: filesOf(v.Files, m.ID),
		}
	}
	for i := range v.Sends {
		o := &v.Sends[i]
		at, ok := place[o.MessageID]
		if !ok {
			at = 0 // the receipt answers the first message
		}
		if at >= len(messages) {
			continue
		}
		m := &messages[at]
		if o.State == models.OutQueued && o.Attempts == 0 {
			if o.Kind == models.OutReply && o.Itself && !scheduled(o, now, m) {
				m.UndoUntil = o.NextAt.Std()
			}
			continue
		}
		told := o.Itself || o.Error != models.NoConnector // that the house has no mail server is told in the settings
		if told && o.State != models.OutSending {
			m.Sends = append(m.Sends, sendOf(o))
		}
	}
	return messages
}

func sendOf(o *models.Send) views.Send {
	send := views.Send{ID: o.ID, What: "mail", State: string(o.State), Error: o.Error, Next: o.NextAt.Std()}
	switch {
	case o.Kind == models.OutReceipt:
		send.What = "receipt"
	case o.Itself:
		send.What = "reply"
	}
	return send
}
