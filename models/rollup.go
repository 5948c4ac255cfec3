package models

import (
	"encoding/binary"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tanggap/models/sla"
)

// Grouping is what a report tells apart.
type Grouping string

// The groupings; ByAll is the whole.
const (
	ByAll      Grouping = "all"
	ByUnit     Grouping = "unit"
	ByKind     Grouping = "kind"
	ByChannel  Grouping = "channel"
	ByCategory Grouping = "category"
	ByDay      Grouping = "day"
)

// Groupings lists all but the whole, in the order they are shown.
var Groupings = []Grouping{ByUnit, ByKind, ByChannel, ByCategory, ByDay}

// group names one group: all complaints, everything of unit 12.
type group struct {
	by  Grouping
	key string // an id, a word, a day; empty for the whole
}

// cells are figures of tickets that may be added up. The days of a sum carry no times: they are drawn as lines.
type cells struct {
	of       map[group]*Figures
	arrivals [7 * 24]int // by hour of the week
}

func newCells() *cells { return &cells{of: map[group]*Figures{}} }

func (c *cells) at(g group) *Figures {
	f := c.of[g]
	if f == nil {
		f = &Figures{}
		c.of[g] = f
	}
	return f
}

// merge puts all figures of the other in.
func (c *cells) merge(other *cells) {
	for g, f := range other.of {
		c.at(g).merge(f)
	}
	for i, n := range other.arrivals {
		c.arrivals[i] += n
	}
}

// mark notes what the figures of one day came to.
func (c *cells) mark(day Day, whole *Figures) {
	if whole != nil {
		c.at(group{ByDay, day.key()}).Add(whole)
	}
}

func (d Day) key() string { return strconv.FormatInt(int64(d), 10) }

// The first byte of encoded cells; a change of what follows raises it, and all days are built anew.
const cellsFormat = 1

// One letter for each grouping, for good: they are stored.
const groupLetters = "aukcgd"

var groupOrder = [...]Grouping{ByAll, ByUnit, ByKind, ByChannel, ByCategory, ByDay}

// encode appends the cells, the whole first, so that it can be read without the rest.
func (c *cells) encode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(c.of)))
	order := slices.SortedFunc(maps.Keys(c.of), func(x, y group) int {
		if x.by != y.by {
			return slices.Index(groupOrder[:], x.by) - slices.Index(groupOrder[:], y.by)
		}
		return strings.Compare(x.key, y.key)
	})
	for _, g := range order {
		b = append(b, groupLetters[slices.Index(groupOrder[:], g.by)])
		b = append(binary.AppendUvarint(b, uint64(len(g.key))), g.key...)
		b = c.of[g].encode(b)
	}
	for _, n := range c.arrivals {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// cells reads what encode wrote and adds it up in c.
func (r *cellReader) cells(c *cells) {
	for n := r.count(); n > 0 && !r.damaged; n-- {
		letter := r.bytes(1)
		key := r.bytes(r.count())
		if r.damaged {
			return
		}
		at := strings.IndexByte(groupLetters, letter[0])
		if at < 0 {
			r.damaged = true
			return
		}
		f := c.of[group{groupOrder[at], string(key)}]
		if f == nil {
			f = c.at(group{groupOrder[at], string(key)})
		}
		r.figures(f)
	}
	for i := range c.arrivals {
		c.arrivals[i] += r.count()
	}
}

// secrecies is how many values tickets.confidential has.
const secrecies = 3

// rollup is what one row holds: cells for each secrecy, so that everybody counts what they may see.
type rollup [secrecies]*cells

func newRollup() *rollup { return &rollup{newCells(), newCells(), newCells()} }

func (r *rollup) encode() []byte {
	b := []byte{cellsFormat}
	for _, c := range r {
		section := c.encode(nil)
		b = append(binary.AppendUvarint(b, uint64(len(section))), section...)
	}
	return b
}

// wholes are the counts of all tickets, for each secrecy.
func (r *rollup) wholes() []byte {
	var b []byte
	for _, c := range r {
		f := Figures{}
		if whole := c.of[group{by: ByAll}]; whole != nil {
			f.Add(whole)
		}
		b = f.encode(b)
	}
	return b
}

// addWholes adds what wholes wrote up to a secrecy.
func (f *Figures) addWholes(blob []byte, secrecy int) error {
	r := &cellReader{b: blob}
	for range min(secrecy+1, secrecies) {
		r.figures(f)
	}
	if r.damaged {
		return errDamaged
	}
	return nil
}

// decode adds a row's cells of each secrecy to those of the same in r.
func (r *rollup) decode(blob []byte) error {
	return sections(blob, secrecies-1, func(secrecy int, section *cellReader) { section.cells(r[secrecy]) })
}

// decode adds a row's cells up to a secrecy.
func (c *cells) decode(blob []byte, secrecy int) error {
	return sections(blob, secrecy, func(_ int, section *cellReader) { section.cells(c) })
}

func sections(blob []byte, secrecy int, each func(int, *cellReader)) error {
	r := &cellReader{b: blob}
	if format := r.bytes(1); r.damaged || format[0] != cellsFormat {
		return errDamaged
	}
	for i := range min(secrecy+1, secrecies) {
		section := &cellReader{b: r.bytes(r.count())}
		if each(i, section); r.damaged || section.damaged {
			return errDamaged
		}
	}
	return nil
}

// counted is as much of a ticket as reports look at.
type counted struct {
	unit, category int64
	kind           Kind
	channel        string
	secrecy        int
	status         Status
	live           bool
	ticketDue      Time // earliest of its clocks
	received       Time

	state   sla.State // of the first response; empty: not measured
	due     Time
	seconds int64
	desk    int64 // who gave it, or holds the ticket until then
}

// rollups are the rows of one day: one for each unit, and 0 for all together.
type rollups struct {
	of        map[int64]*rollup
	changesAt Time // when time alone changes a figure: something falls due
	zone      *time.Location
}

func newRollups(zone *time.Location) *rollups {
	return &rollups{of: map[int64]*rollup{}, changesAt: Never, zone: zone}
}

func (d *rollups) unit(id int64) *rollup {
	r := d.of[id]
	if r == nil {
		r = newRollup()
		d.of[id] = r
	}
	return r
}

// count puts a ticket into the rows of the units it belongs to and into that of all.
func (d *rollups) count(t *counted, now Time) {
	if t.state == "" {
		t.desk = t.unit
	}
	groups := [...]group{
		{ByAll, ""},
		{ByKind, string(t.kind)},
		{ByChannel, t.channel},
		{ByCategory, strconv.FormatInt(t.category, 10)},
	}
	house, desk, holder := d.unit(0)[t.secrecy], d.unit(t.desk)[t.secrecy], d.unit(t.unit)[t.secrecy]
	house.at(group{ByUnit, strconv.FormatInt(t.desk, 10)}).response(t, now)
	house.at(group{ByUnit, strconv.FormatInt(t.unit, 10)}).holding(t, now)
	for _, g := range groups {
		house.at(g).response(t, now)
		house.at(g).holding(t, now)
		desk.at(g).response(t, now)
		holder.at(g).holding(t, now)
	}
	hour := hourOfWeek(t.received, d.zone)
	house.arrivals[hour]++
	desk.arrivals[hour]++
	if t.live && t.ticketDue >= now {
		d.changesAt = min(d.changesAt, t.ticketDue+1)
	}
	if (t.state == sla.Unanswered || t.state == sla.Running) && t.due >= now {
		d.changesAt = min(d.changesAt, t.due+1)
	}
}
