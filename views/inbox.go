package views

// Inbox is the list of tickets; its block "list" is refreshed alone.
type Inbox struct {
	Tabs     []Tab
	Tab      string // key of the current one, below "tab."; kept by the filter form
	Filter   InboxFilter
	Filtered bool   // anything is filtered: changes what an empty list says and offers to clear
	Clear    string // address of this tab without filters
	Rows     []Row
	Next     string   // address of the next page; empty on the last
	First    string   // address of the first page; empty when this is it
	Stream   string   // address of the live feed; empty: not live (older pages are not)
	Pick     *Pick    // the rows can be chosen
	Box      string   // what stands in the search box
	Wrong    []string // filters that were left out, and why
	Chips    []Chip
	ByFit    bool   // a search is in order of how well it fits, not of time
	ByOther  string // address of the other order; empty: nothing is searched for
	Drafts   int    // tickets on which the user has begun to write
}

// Chip is a filter that holds; Href is the list without it.
type Chip struct{ Field, Value, Href string }

// Tab is a named slice of the inbox: mine, unit, unassigned, near, late, waiting, all.
type Tab struct {
	Key     string // below "tab."
	Href    string
	Count   int
	More    bool // there are more than Count: shown as "1000+"
	Current bool
}

// InboxFilter is the filter form as it was sent, with the choices the user has.
type InboxFilter struct {
	Q, Unit, Kind, Category, Channel, Status, Place, Flag, Assignee string
	From, To                                                        string // days of receipt, 2006-01-02

	Units      []Option
	Categories []Option
	Places     []Option // grouped by sub-district
	Assignees  []Option
	Kinds      []string // keys below "kind."
	Channels   []string // keys below "channel."
	Statuses   []string // keys below "status."
}

// Flags are what the inbox can be narrowed to by flag, keys below "level.".
func (InboxFilter) Flags() []string { return []string{"near", "late", "critical"} }

// Open reports how many fields besides the text are set: the form unfolds then.
func (f InboxFilter) Open() int {
	n := 0
	for _, value := range []string{f.Unit, f.Kind, f.Category, f.Channel, f.Status, f.Place, f.Flag, f.Assignee, f.From, f.To} {
		if value != "" {
			n++
		}
	}
	return n
}

// Fields are what the address of the list holds: name and value of what is set.
func (f InboxFilter) Fields(tab string) []Option {
	var set []Option
	for _, field := range []Option{
		{Value: "tab", Label: tab},
		{Value: "q", Label: f.Q},
		{Value: "unit", Label: f.Unit},
		{Value: "kind", Label: f.Kind},
		{Value: "category", Label: f.Category},
		{Value: "channel", Label: f.Channel},
		{Value: "status", Label: f.Status},
		{Value: "place", Label: f.Place},
		{Value: "flag", Label: f.Flag},
		{Value: "assignee", Label: f.Assignee},
		{Value: "from", Label: f.From},
		{Value: "to", Label: f.To},
	} {
		if field.Label != "" {
			set = append(set, field)
		}
	}
	return set
}
