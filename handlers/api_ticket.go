package handlers

import (
	"strconv"
	"time"

	"tanggap/models"
)

// apiList is one page of anything.
type apiList[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next" doc:"Cursor of the next page; null on the last."`
}

func itemsOf[T any](items []T) apiList[T] {
	if items == nil {
		items = []T{}
	}
	return apiList[T]{Items: items}
}

// APITicket is a ticket without its conversation. Who reported it is never in it.
type APITicket struct {
	Number     string          `json:"number" example:"TGP-2026-000123"`
	Kind       models.Kind     `json:"kind"`
	Category   string          `json:"category" doc:"Slug; empty while nobody has chosen one."`
	Status     models.Status   `json:"status"`
	Unit       string          `json:"unit" doc:"Slug of the unit that holds it."`
	Channel    string          `json:"channel"`
	Priority   models.Priority `json:"priority"`
	Privacy    models.Privacy  `json:"privacy"`
	Place      string          `json:"place"`
	ReceivedAt *time.Time      `json:"received_at"`
	Clocks     []apiClock      `json:"clocks"`
	URL        string          `json:"url" doc:"Page of the ticket for staff."`
}

// apiClock is a clock of a ticket as it stands.
type apiClock struct {
	Target         string     `json:"target" enum:"first_response,next_response,resolution"`
	State          string     `json:"state" enum:"running,paused,met,late,breached,cancelled,unanswered"`
	Amount         string     `json:"amount" doc:"Working time (4h) or working days (5wd)."`
	StartedAt      *time.Time `json:"started_at"`
	Due            *time.Time `json:"due" doc:"Null while paused."`
	WarnAt         *time.Time `json:"warn_at"`
	StoppedAt      *time.Time `json:"stopped_at"`
	BreachedAt     *time.Time `json:"breached_at" doc:"The due instant, once it has passed unanswered."`
	WorkingSeconds int64      `json:"working_seconds"`
}

type apiFlag struct {
	Target string     `json:"target" enum:"first_response,next_response,resolution"`
	Level  string     `json:"level" enum:"near,late,critical"`
	At     *time.Time `json:"at"`
}

// apiTicketInput opens a ticket; only text is required.
type apiTicketInput struct {
	Text       string         `json:"text" doc:"What the citizen says, up to 20,000 characters." example:"Lampu jalan di depan puskesmas mati."`
	Kind       models.Kind    `json:"kind,omitempty" doc:"Suggested from the text when left out."`
	Category   string         `json:"category,omitempty" doc:"Slug; suggested from the text when left out." example:"jalan"`
	Unit       string         `json:"unit,omitempty" doc:"Slug; that of the category when left out."`
	Place      string         `json:"place,omitempty" example:"Kijang Kota"`
	Lat        *float64       `json:"lat,omitempty"`
	Long       *float64       `json:"long,omitempty"`
	Citizen    apiCitizen     `json:"citizen,omitempty"`
	Privacy    models.Privacy `json:"privacy,omitempty" doc:"named when left out."`
	Channel    string         `json:"channel,omitempty" doc:"api when left out."`
	ReceivedAt time.Time      `json:"received_at,omitempty" doc:"When the citizen wrote, within the last 92 days; now when left out."`
	ExternalID string         `json:"external_id,omitempty" doc:"Yours; a second ticket with it is the first one."`
}

type apiCitizen struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty" doc:"Answers are mailed there."`
	Phone string `json:"phone,omitempty"`
}

type apiOpened struct {
	APITicket
	TrackingCode string `json:"tracking_code" doc:"For the citizen: opens the ticket on /lacak."`
}

type apiTicketFull struct {
	APITicket
	Messages []apiMessage `json:"messages"`
	Flags    []apiFlag    `json:"flags"`
}

func (h *handlers) apiOpen(c *call, in apiTicketInput) (out apiOpened, err error) {
	if in.Channel == "" {
		in.Channel = "api"
	}
	intake := models.Intake{
		Text: in.Text, Kind: in.Kind, Category: in.Category, Unit: in.Unit, Place: in.Place, Lat: in.Lat, Long: in.Long,
		Name: in.Citizen.Name, Email: in.Citizen.Email, Phone: in.Citizen.Phone, Privacy: in.Privacy,
		Channel: in.Channel, ExternalID: in.ExternalID, Lang: language(c.Ctx), Request: c.request,
	}
	if !in.ReceivedAt.IsZero() {
		intake.At = models.At(in.ReceivedAt)
	}
	receipt, err := h.Store.Receive(c.ctx, c.who, intake)
	if err != nil {
		return out, err
	}
	clocks := receipt.Clocks // nothing has to be read again
	if !receipt.Opened {
		clocks, err = h.Store.Clocks(c.ctx, models.System, receipt.Ticket.ID)
	}
	out.APITicket, out.TrackingCode = h.apiFaceWith(c, receipt.Ticket, clocks), receipt.TrackingCode
	return out, err
}

func (h *handlers) apiTicket(c *call, _ struct{}) (out apiTicketFull, err error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	if out.APITicket, err = h.apiFace(c, t); err != nil {
		return out, err
	}
	if out.Messages, err = h.apiConversation(c, t); err != nil {
		return out, err
	}
	flags, err := h.Store.Flags(c.ctx, c.who, t.ID)
	out.Flags = make([]apiFlag, 0, len(flags))
	for _, f := range flags {
		out.Flags = append(out.Flags, apiFlag{Target: string(f.Target), Level: string(f.Level), At: stamp(f.At)})
	}
	return out, err
}

// apiFilter says which tickets a list holds.
type apiFilter struct {
	Status   models.Status `query:"status"`
	Unit     string        `query:"unit" doc:"Slug."`
	Kind     models.Kind   `query:"kind"`
	Category string        `query:"category" doc:"Slug."`
	Channel  string        `query:"channel"`
	Flag     string        `query:"flag" enum:"near,late,critical" doc:"As the clock stands now; late includes critical."`
	Assignee string        `query:"assignee" doc:"Id of a user, or none."`
	Q        string        `query:"q" doc:"Words of a message, author, place or number."`
	Cursor   string        `query:"cursor" doc:"Next of the page before, of the same filter."`
	Limit    string        `query:"limit" pattern:"^[0-9]+$" doc:"1 to 200; 50 when left out."`
}

// apiRow is a ticket as lists show it.
type apiRow struct {
	Number     string          `json:"number" example:"TGP-2026-000123"`
	Kind       models.Kind     `json:"kind"`
	Category   string          `json:"category"`
	Status     models.Status   `json:"status"`
	Unit       string          `json:"unit"`
	Channel    string          `json:"channel"`
	Priority   models.Priority `json:"priority"`
	Privacy    models.Privacy  `json:"privacy"`
	Place      string          `json:"place"`
	Assignee   *int64          `json:"assignee" doc:"Id of a user; null: nobody."`
	Name       string          `json:"assignee_name"`
	Excerpt    string          `json:"excerpt" doc:"Beginning of the first message, personal data masked."`
	ReceivedAt *time.Time      `json:"received_at"`
	Due        *time.Time      `json:"due" doc:"Of the earliest running clock."`
	DueTarget  string          `json:"due_target" doc:"Which clock that is; empty for none."`
	Level      string          `json:"level" enum:"ok,near,late,critical,paused,none"`
	URL        string          `json:"url"`
}

func (h *handlers) apiTickets(c *call, in apiFilter) (out apiList[apiRow], err error) {
	limit := 0
	if in.Limit != "" {
		if limit, err = strconv.Atoi(in.Limit); err != nil || limit < 1 {
			return out, &models.Error{Code: models.Invalid, Field: "limit", Key: "invalid.number"}
		}
	}
	list, err := h.Store.Tickets(c.ctx, c.who, models.TicketFilter{
		Status: in.Status, Unit: in.Unit, Kind: in.Kind, Category: in.Category, Channel: in.Channel, Flag: in.Flag,
		Assignee: in.Assignee, Text: in.Q, Cursor: in.Cursor, Limit: limit,
	})
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiRow, len(list.Rows)))
	if list.Next != "" {
		out.Next = &list.Next
	}
	for i := range list.Rows {
		out.Items[i] = h.apiRow(c, &list.Rows[i])
	}
	return out, nil
}

func (h *handlers) apiRow(c *call, r *models.TicketRow) apiRow {
	row := apiRow{
		Number: r.Number, Kind: r.Kind, Category: r.Category.Slug, Status: r.Status, Unit: r.Unit.Slug, Channel: r.Channel,
		Priority: r.Priority, Privacy: r.Privacy, Place: c.who.Reads(r.PlaceName), Excerpt: r.Excerpt, ReceivedAt: stamp(r.ReceivedAt),
		Due: stamp(r.DueAt), DueTarget: r.DueTarget, Level: r.Level, URL: h.Store.Origin + "/tickets/" + r.Number,
	}
	if r.AssigneeID != 0 {
		row.Assignee, row.Name = &r.AssigneeID, r.Assignee
	}
	return row
}

// changed is the face of the ticket after a verb on it.
func (h *handlers) changed(c *call) (APITicket, error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return APITicket{}, err
	}
	return h.apiFace(c, t)
}

// apiFace is a ticket that the caller has made or may see: its clocks are read as the house.
func (h *handlers) apiFace(c *call, t *models.Ticket) (APITicket, error) {
	clocks, err := h.Store.Clocks(c.ctx, models.System, t.ID)
	return h.apiFaceWith(c, t, clocks), err
}

func (h *handlers) apiFaceWith(c *call, t *models.Ticket, clocks []models.Clock) APITicket {
	number := h.Store.Number(t)
	face := APITicket{
		Number: number, Kind: t.Kind, Category: c.slugs.Category(t.CategoryID), Status: t.Status,
		Unit: c.slugs.Unit(t.UnitID), Channel: t.Channel,
		Priority: t.Priority, Privacy: t.Privacy, Place: c.who.Reads(t.Place), ReceivedAt: stamp(t.ReceivedAt),
		Clocks: make([]apiClock, len(clocks)), URL: h.Store.Origin + "/tickets/" + number,
	}
	for i := range clocks {
		k := &clocks[i]
		face.Clocks[i] = apiClock{
			Target: string(k.Target), State: string(k.StateAt(h.Store.Clock())), Amount: k.Amount, StartedAt: stamp(k.StartedAt),
			Due: stamp(k.DueAt), WarnAt: stamp(k.WarnAt), StoppedAt: stamp(k.StoppedAt), BreachedAt: stamp(k.BreachedAt),
			WorkingSeconds: k.WorkingSeconds,
		}
	}
	return face
}

// stamp is a time as JSON has it; nil (null) for none.
func stamp(t models.Time) *time.Time {
	if !t.Set() {
		return nil
	}
	at := t.Std()
	return &at
}
