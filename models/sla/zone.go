package sla

import (
	"slices"
	"strings"
	"time"
)

// forever is later than any instant we meet, and leaves room to add a day.
const forever = int64(1) << 60

// period is a stretch of instants with one offset from UTC.
type period struct{ start, end, offset int64 }

func loadZone(name string) (*time.Location, error) {
	// An empty name and "Local" would mean the server's own zone.
	if name == "" {
		return nil, wrong(ErrInput, "zone", "is missing: name one such as Asia/Jakarta")
	}
	loc, err := time.LoadLocation(name)
	if err != nil || strings.EqualFold(name, "local") {
		return nil, wrong(ErrInput, "zone", "%s is not a known time zone", quoted(name))
	}
	return loc, nil
}

// periodsOf lists the periods from 1970 to 2100, so that arithmetic on the
// dates we meet need not search the zone; others are looked up.
func periodsOf(loc *time.Location) []period {
	const from, to = 0, 4102444800 // 1970-01-01, 2100-01-01
	var all []period
	for u := int64(from); u < to; u = all[len(all)-1].end {
		p := lookUp(loc, u)
		if last := len(all) - 1; last >= 0 && all[last].offset == p.offset {
			all[last].end = p.end // only the name of the zone changed, or the year
			continue
		}
		all = append(all, p)
	}
	return all
}

// lookUp returns the period of an instant as the zone's table has it.
func lookUp(loc *time.Location, u int64) period {
	t := time.Unix(u, 0).In(loc)
	_, offset := t.Zone()
	p := period{-forever, forever, int64(offset)}
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		p.start = start.Unix()
	}
	if !end.IsZero() {
		p.end = end.Unix()
	}
	if p.end <= u {
		// Package time ends the last period of every year after 365 days, so
		// 31 December of a leap year lies behind its own end.
		day, _ := civilDay(u)
		p.end = (day + 1) * daySeconds
	}
	return p
}

// period returns the period an instant lies in.
func (c *Calendar) period(u int64) period {
	last := len(c.periods) - 1
	if p := c.periods[last]; u >= p.start && u < p.end {
		return p
	}
	if u < c.periods[0].start || u >= c.periods[last].end {
		return lookUp(c.loc, u)
	}
	// The first period that ends after u.
	i, _ := slices.BinarySearchFunc(c.periods, u, func(p period, u int64) int {
		if p.end <= u {
			return -1
		}
		return 1
	})
	return c.periods[i]
}

// instant maps a local time to the world's: one that does not exist moves
// forward by the gap, one that exists twice means the first. It walks the
// periods from a day earlier, as no offset reaches that far.
func (c *Calendar) instant(local int64) int64 {
	p := c.period(local - daySeconds)
	u := local - p.offset
	for u >= p.end {
		p = c.period(p.end)
		if v := local - p.offset; v >= p.start {
			u = v
		} else {
			break // in the gap: u, by the old offset, lies as far behind it
		}
	}
	return u
}

// local returns the civil day and second of it at an instant.
func (c *Calendar) local(u int64) (day, second int64) {
	return civilDay(u + c.period(u).offset)
}
