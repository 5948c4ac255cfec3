package handlers

import (
	"time"

	"tanggap/models"
)

// apiMessage is one utterance on a ticket.
type apiMessage struct {
	ID        int64      `json:"id"`
	Direction string     `json:"direction" enum:"in,out,note"`
	Text      string     `json:"text" doc:"Personal data in what citizens and colleagues wrote is masked without the scope personal:read."`
	At        *time.Time `json:"at"`
	State     string     `json:"state" enum:"received,queued,sending,sent,failed,unknown,cancelled,noted" doc:"Only what is sent has reached the citizen and stops a clock."`
}

func messageOf(c *call, m *models.Message) apiMessage {
	said := apiMessage{ID: m.ID, Direction: string(m.Direction), Text: m.Text, At: stamp(m.At), State: string(m.State)}
	if m.Direction != models.Out {
		said.Text = c.who.Reads(said.Text)
	}
	return said
}

// apiText is the body of what is only written.
type apiText struct {
	Text string `json:"text" doc:"Up to 20,000 characters." example:"Terima kasih, petugas kami memeriksanya hari ini."`
}

func (h *handlers) apiMessages(c *call, _ struct{}) (apiList[apiMessage], error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return apiList[apiMessage]{}, err
	}
	said, err := h.apiConversation(c, t)
	return itemsOf(said), err
}

func (h *handlers) apiConversation(c *call, t *models.Ticket) ([]apiMessage, error) {
	messages, err := h.Store.Messages(c.ctx, c.who, t.ID)
	said := make([]apiMessage, len(messages))
	for i := range messages {
		said[i] = messageOf(c, &messages[i])
	}
	return said, err
}

func (h *handlers) apiReply(c *call, in apiText) (apiMessage, error) {
	m, err := h.Store.Reply(c.ctx, c.who, c.Params("number"), models.Reply{Text: in.Text})
	if err != nil {
		return apiMessage{}, err
	}
	return messageOf(c, m), nil
}

func (h *handlers) apiNote(c *call, in apiText) (apiMessage, error) {
	m, err := h.Store.AddNote(c.ctx, c.who, c.Params("number"), in.Text)
	if err != nil {
		return apiMessage{}, err
	}
	return messageOf(c, m), nil
}
