package sla

import (
	"maps"
	"slices"
)

// UnmarshalJSON reads a calendar the way a scenario holds it: holidays may be
// a list of dates or an object from date to name. It returns ErrInput for
// anything but these fields in their shapes; NewCalendar checks the rest.
func (s *CalendarSpec) UnmarshalJSON(data []byte) error {
	spec, err := node{"calendar", data}.spec()
	if err == nil {
		*s = spec
	}
	return err
}

func (n node) calendar() (*Calendar, error) {
	if n.absent() {
		return nil, n.wrong("is missing")
	}
	spec, err := n.spec()
	if err != nil {
		return nil, err
	}
	c, err := NewCalendar(spec)
	return c, within(err, func(field string) string { return n.path + "." + field })
}

func (n node) spec() (s CalendarSpec, err error) {
	fields, err := n.object("zone", "week", "holidays", "dates")
	if err != nil {
		return s, err
	}
	if s.Zone, err = n.pick(fields, "zone").text(); err != nil {
		return s, err
	}
	if s.Week, err = n.pick(fields, "week").days(); err != nil {
		return s, err
	}
	if s.Dates, err = n.pick(fields, "dates").days(); err != nil {
		return s, err
	}
	s.Holidays, err = n.pick(fields, "holidays").holidays()
	return s, err
}

// days reads an object from a day to its spans; left out it is empty.
func (n node) days() (map[string][]string, error) {
	if n.absent() {
		return nil, nil
	}
	fields, err := n.object()
	if err != nil {
		return nil, err
	}
	days := make(map[string][]string, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if days[name], err = fields[name].texts(); err != nil {
			return nil, err
		}
	}
	return days, nil
}

func (n node) holidays() (map[string]string, error) {
	if n.absent() {
		return nil, nil
	}
	if n.raw[0] == '{' {
		return n.named()
	}
	dates, err := n.texts()
	if err != nil {
		return nil, err
	}
	holidays := make(map[string]string, len(dates))
	for _, date := range dates {
		holidays[date] = ""
	}
	return holidays, nil
}

func (n node) named() (map[string]string, error) {
	fields, err := n.object()
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(fields))
	for _, date := range slices.Sorted(maps.Keys(fields)) {
		if names[date], err = fields[date].text(); err != nil {
			return nil, err
		}
	}
	return names, nil
}
