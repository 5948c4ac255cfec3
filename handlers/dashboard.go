package handlers

import (
	"bytes"
	"cmp"
	"math"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// shown are the groupings of the dashboard that have a table.
var shown = []models.Grouping{models.ByUnit, models.ByKind, models.ByChannel, models.ByCategory}

// dashboard shows how soon citizens were answered. Everything that was chosen stands in the address.
func (h *handlers) dashboard(c *fiber.Ctx, who models.Actor) error {
	b, err := h.board(c, who)
	if err != nil {
		return err
	}
	if err := b.page(); err != nil {
		return err
	}
	return h.page(c, "dashboard", &views.Page{Data: b.data})
}

// figures is what the dashboard shows, as a file.
func (h *handlers) figures(c *fiber.Ctx, who models.Actor) error {
	b, err := h.board(c, who)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := views.CSV(&out, language(c), b.csv()); err != nil {
		return err
	}
	c.Set("Content-Type", "text/csv; charset=utf-8")
	c.Attachment("tanggap-" + b.report.From.String() + "-" + b.report.To.String() + ".csv")
	return c.Send(out.Bytes())
}

// Days from the first of September to the next year: the list of a year is decreed in the autumn before it, and from
// then on due times reach into it.
const listAhead = 122

// board is a dashboard in the making.
type board struct {
	h      *handlers
	c      *fiber.Ctx
	who    models.Actor
	lang   string
	period period
	unit   string
	report *models.Report
	tables []namedLines
	data   *views.Dashboard
}

// namedLines are the lines of a grouping in the order asked for.
type namedLines struct {
	by    models.Grouping
	lines []namedLine
}

type namedLine struct {
	*models.ReportLine
	name string
}

func (h *handlers) board(c *fiber.Ctx, who models.Actor) (*board, error) {
	b := &board{h: h, c: c, who: who, lang: language(c), unit: c.Query("unit")}
	key, from, to := c.Query("period"), c.Query("from"), c.Query("to")
	if key != "" && key != ownPeriod {
		from, to = "", "" // the fields of one's own dates are sent with every choice
	}
	var err error
	if b.period, err = periodOf(h.Store.Today(), key, from, to); err != nil {
		return nil, err
	}
	b.report, err = h.Store.Report(c.UserContext(), who, models.ReportFilter{From: b.period.from, To: b.period.to, Unit: b.unit})
	if err != nil {
		return nil, err
	}
	for _, by := range shown {
		name, err := h.groupNames(c, by)
		if err != nil {
			return nil, err
		}
		table := namedLines{by: by}
		for i := range b.report.Groups[by] {
			line := &b.report.Groups[by][i]
			table.lines = append(table.lines, namedLine{line, name(line.Key)})
		}
		b.sort(table.lines)
		b.tables = append(b.tables, table)
	}
	return b, nil
}

// columns are what a table may be sorted by; a text, or a number that is NaN where there is none.
var columns = []struct {
	key   string
	value func(f *models.Figures) float64
}{
	{"name", nil},
	{"received", func(f *models.Figures) float64 { return float64(f.Received) }},
	{"answered", func(f *models.Figures) float64 { return float64(f.Answered()) }},
	{"missed", func(f *models.Figures) float64 { return float64(f.Measured() - f.OnTime) }},
	{"share", func(f *models.Figures) float64 { return f.Share() }},
	{"median", func(f *models.Figures) float64 { return secondsAt(f, .5) }},
	{"p90", func(f *models.Figures) float64 { return secondsAt(f, .9) }},
	{"open", func(f *models.Figures) float64 { return float64(f.Open) }},
	{"late", func(f *models.Figures) float64 { return float64(f.Late) }},
}

func secondsAt(f *models.Figures, q float64) float64 {
	seconds, ok := f.Times.Quantile(q)
	if !ok {
		return math.NaN()
	}
	return float64(seconds)
}

// sorting is the column and direction of the address; numbers come largest first unless asked otherwise.
func (b *board) sorting() (column int, descending bool) {
	for column = range columns {
		if columns[column].key == b.c.Query("sort", "received") {
			return column, b.c.Query("order") != "asc" && (column > 0 || b.c.Query("order") == "desc")
		}
	}
	return 1, true
}

// sort orders lines; what has no value comes last either way.
func (b *board) sort(lines []namedLine) {
	column, descending := b.sorting()
	slices.SortStableFunc(lines, func(x, y namedLine) int {
		value, order := columns[column].value, 0
		if value == nil {
			order = cmp.Compare(x.name, y.name)
		} else {
			u, v := value(&x.Figures), value(&y.Figures)
			if math.IsNaN(u) != math.IsNaN(v) {
				if math.IsNaN(u) {
					return 1
				}
				return -1
			}
			order = cmp.Compare(u, v)
		}
		if descending {
			return -order
		}
		return order
	})
}

// address is that of the dashboard with what was chosen, and some of it changed.
func (b *board) address(path string, changed ...string) string {
	query := url.Values{}
	set := func(name, value string) {
		if query.Del(name); value != "" {
			query.Set(name, value)
		}
	}
	set("period", b.period.key)
	if b.period.key == ownPeriod {
		set("from", b.period.from.String())
		set("to", b.period.to.String())
	}
	set("unit", b.unit)
	set("sort", b.c.Query("sort"))
	set("order", b.c.Query("order"))
	for i := 0; i+1 < len(changed); i += 2 {
		set(changed[i], changed[i+1])
	}
	return path + "?" + query.Encode()
}

func (b *board) page() error {
	r := b.report
	d := &views.Dashboard{
		Period: b.period.key, From: r.From.String(), To: r.To.String(), First: r.From.Date(), Last: r.To.Date(), Unit: b.unit,
		Sort: b.c.Query("sort"), Order: b.c.Query("order"), CSV: b.address("/dashboard/figures.csv"),
		AsOf: r.AsOf.Std(), Waiting: r.Waiting, Open: b.now(r.Open, "open"), Late: b.now(r.Late, "late"),
		Whole: b.row(b.h.Views.T(b.lang, "dashboard.total"), &r.Whole, nil),
	}
	b.data = d
	if err := b.choices(); err != nil {
		return err
	}
	var err error
	if d.Unlisted, err = b.h.Store.UnlistedYears(b.c.UserContext(), r.From, max(r.To, b.h.Store.Today()+listAhead)); err != nil {
		return err
	}
	for _, table := range b.tables {
		d.Tables = append(d.Tables, b.table(table, d.Whole))
	}
	b.days()
	today := b.h.Store.Today()
	for _, age := range r.Ages {
		from, to := int(today-age.To), int(today-age.From)
		if age.From == 0 {
			to = 0
		}
		d.Ages = append(d.Ages, views.AgeFigures{From: from, To: to, Count: b.count(age.Open, "open", age.From, age.To, nil)})
	}
	for i, hours := range r.Arrivals {
		d.Heat.Hours[i] = hours
		d.Heat.Most = max(d.Heat.Most, slices.Max(hours[:]))
	}
	return nil
}

// choices fills what may be chosen: units of the actor's scope, periods.
func (b *board) choices() (err error) {
	d := b.data
	if d.Units, err = b.h.unitOptions(b.c, func(u models.Unit) bool { return b.who.In(u.ID) }); err != nil {
		return err
	}
	for _, one := range d.Units {
		if one.Value == b.unit {
			d.Place = one.Label
		}
	}
	if len(d.Units) == 1 && b.unit == "" {
		d.Place, d.Units = d.Units[0].Label, nil
	}
	if d.Place == "" && b.who.AllUnits {
		if d.Place, err = b.h.Store.House(b.c.UserContext()); err != nil {
			return err
		}
	}
	if d.Place == "" {
		d.Place = b.h.Views.T(b.lang, "dashboard.all_units")
	}
	for _, days := range presets {
		key := strconv.Itoa(days)
		d.Presets = append(d.Presets, views.Preset{
			Href: b.address("/dashboard", "period", key, "from", "", "to", ""), Days: days, Current: key == b.period.key,
		})
	}
	d.Months = b.h.monthOptions(b.lang)
	return nil
}

// monthOptions are this month and the eleven before it.
func (h *handlers) monthOptions(lang string) []views.Option {
	today := h.Store.Today().Date()
	var months []views.Option
	for i := range 12 {
		month := time.Date(today.Year(), today.Month()-time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		months = append(months, views.Option{Value: month.Format("2006-01"), Label: views.MonthName(lang, month)})
	}
	return months
}

func (b *board) table(table namedLines, whole views.FigureRow) views.FigureTable {
	t := views.FigureTable{Key: string(table.by), Whole: whole}
	sorted, descending := b.sorting()
	for i, column := range columns {
		head := views.FigureHead{Key: column.key}
		order := ""
		if i == sorted {
			head.Sort, order = "ascending", "desc"
			if descending {
				head.Sort, order = "descending", "asc"
			}
		}
		head.Href = b.address("/dashboard", "sort", column.key, "order", order)
		t.Heads = append(t.Heads, head)
	}
	for _, line := range table.lines {
		t.Rows = append(t.Rows, b.row(line.name, &line.Figures, b.only(table.by, line.Key)))
	}
	return t
}

// only is what narrows a list to one line.
func (b *board) only(by models.Grouping, key string) []string {
	if by == models.ByUnit {
		return []string{"unit", key, "below", ""}
	}
	if by == models.ByCategory && key == "" {
		key = models.NoCategory
	}
	return []string{string(by), key}
}

func (b *board) row(name string, f *models.Figures, only []string) views.FigureRow {
	count := func(n int, what string) views.Count { return b.count(n, what, b.period.from, b.period.to, only) }
	r := views.FigureRow{
		Name: name, Received: count(f.Received, "received"), Answered: count(f.Answered(), "answered"),
		Missed: count(f.Measured()-f.OnTime, "missed"), Measured: count(f.Measured(), "measured"),
		Open: count(f.Open, "open"), Late: count(f.Late, "late"), Share: f.Share(),
	}
	if median, ok := f.Times.Quantile(.5); ok {
		p90, _ := f.Times.Quantile(.9)
		r.HasTimes, r.Median, r.P90 = true, time.Duration(median)*time.Second, time.Duration(p90)*time.Second
	}
	return r
}

// count is a number with the address of the tickets behind it; from 0 is before all days.
func (b *board) count(n int, what string, from, to models.Day, only []string) views.Count {
	if n == 0 || !b.who.Can(models.ReadTickets) {
		return views.Count{N: n}
	}
	query := url.Values{"what": {what}, "to": {to.String()}}
	if from > 0 {
		query.Set("from", from.String())
	}
	if b.unit != "" {
		query.Set("unit", b.unit)
		query.Set("below", "1")
	}
	for i := 0; i+1 < len(only); i += 2 {
		if query.Set(only[i], only[i+1]); only[i+1] == "" {
			query.Del(only[i])
		}
	}
	return views.Count{N: n, Href: "/dashboard/tickets?" + query.Encode()}
}

// now is a number of this moment, whenever the tickets were received.
func (b *board) now(n int, what string) views.Count {
	return b.count(n, what, 0, b.h.Store.Today(), nil)
}

// Lines of the picture's table at most, before days are put together to weeks, and weeks to months.
const (
	daysDrawn  = 92
	weeksDrawn = 105
)

// days fills the line: a point for each day, week or month, those without tickets too.
func (b *board) days() {
	byDay := map[models.Day]*models.Figures{}
	for i := range b.report.Groups[models.ByDay] {
		line := &b.report.Groups[models.ByDay][i]
		byDay[models.Day(line.ID)] = &line.Figures
	}
	last := min(b.period.to, b.h.Store.Today())
	b.data.Step = "day"
	if span := last - b.period.from; span >= 7*weeksDrawn {
		b.data.Step = "month"
	} else if span >= daysDrawn {
		b.data.Step = "week"
	}
	for from := b.period.from; from <= last; {
		to := min(stepEnd(from, b.data.Step), last)
		sum := models.Figures{}
		for day := from; day <= to; day++ {
			if f := byDay[day]; f != nil {
				sum.Add(f)
			}
		}
		b.data.Days = append(b.data.Days, views.DayFigures{
			From: from.Date(), To: to.Date(), Received: b.count(sum.Received, "received", from, to, nil),
			Answered: sum.Answered(), Share: sum.Share(),
		})
		from = to + 1
	}
}

// stepEnd is the last day of the step that begins on a day.
func stepEnd(from models.Day, step string) models.Day {
	date := from.Date()
	switch step {
	case "week":
		return from + 6
	case "month":
		return models.DayAt(time.Date(date.Year(), date.Month()+1, 1, 0, 0, 0, 0, time.UTC)) - 1
	}
	return from
}

// csv are the lines of the file: the whole, then every table, then the days.
func (b *board) csv() [][]string {
	v := b.h.Views
	t := func(key string) string { return v.T(b.lang, key) }
	lines := [][]string{{
		v.T(b.lang, "dashboard.group"), t("column.name"), t("column.received"), t("column.answered"), t("column.missed"),
		t("column.share") + " (%)", v.T(b.lang, "dashboard.median_seconds"), v.T(b.lang, "dashboard.p90_seconds"),
		t("column.open"), t("column.late"),
	}}
	add := func(group, name string, f *models.Figures) {
		lines = append(lines, []string{
			group, name, strconv.Itoa(f.Received), strconv.Itoa(f.Answered()), strconv.Itoa(f.Measured() - f.OnTime),
			views.Decimal(b.lang, 100*f.Share(), 1), views.Decimal(b.lang, secondsAt(f, .5), 0),
			views.Decimal(b.lang, secondsAt(f, .9), 0), strconv.Itoa(f.Open), strconv.Itoa(f.Late),
		})
	}
	add(v.T(b.lang, "dashboard.total"), "", &b.report.Whole)
	for _, table := range b.tables {
		for _, line := range table.lines {
			add(t("grouping."+string(table.by)), line.name, &line.Figures)
		}
	}
	for i := range b.report.Groups[models.ByDay] {
		line := &b.report.Groups[models.ByDay][i]
		add(t("step_of.day"), line.Key, &line.Figures)
	}
	return lines
}
