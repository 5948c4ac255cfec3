package main

import (
	"math"
	"time"

	"tanggap/cmd/tanggap/regency"
)

// paces are how many office hours half of a unit's first answers take; where answers are slow is what supervisors look
// for, so it differs. Four hours are promised.
var paces = map[string]float64{
	"pupr": 3.4, "disperkim": 2.8, "rsud": 3.1, "dinsos": 2.2, "perumda": 0.9, "disdukcapil": 0.7, "bpbd": 0.3,
	"damkar": 0.3, "dlh": 1.5, regency.Inspectorate: 5,
}

const (
	usualPace   = 1.3
	paceSpread  = 0.9 // of the logarithm: as wide as the first answers of a large city were (domain.md section 7)
	officeDay   = 7.5 // hours
	neglect     = 1   // percent that nobody answers for weeks
	slowNeglect = 4   // percent, in a slow unit
	rushHour    = 10 * time.Second
)

// delay makes up how many office hours an answer takes.
func (p *plot) delay() float64 {
	pace, ok := paces[p.unit]
	if !ok {
		pace = usualPace
	}
	if p.Urgency == regency.Emergency {
		pace /= 12
	}
	return pace * math.Exp(paceSpread*p.rnd.NormFloat64())
}

// office lets office hours pass; now and then somebody works in the evening instead.
func (p *plot) office(hours float64) {
	if p.rush || p.chance(8) {
		p.home(hours)
		return
	}
	at, err := p.hours.Add(p.now, int64(hours*3600))
	if err != nil { // no list of holidays reaches that far
		at = p.now.AddDate(1, 0, 0)
	}
	p.now = at.Add(time.Duration(p.rnd.IntN(50)) * time.Second)
}

// home lets hours pass for a citizen, who keeps no office hours.
func (p *plot) home(hours float64) {
	unit := time.Hour
	if p.rush {
		unit = rushHour
	}
	p.now = p.now.Add(time.Duration(hours * float64(unit)))
}
