package models

import (
	"context"
	"slices"
	"time"
)

// FewTickets is the smallest group the public is told of: fewer could be recognised by whoever knows one of them.
const FewTickets = 5

// onlooker is the public reading numbers: of everybody's tickets that are not confidential.
var onlooker = Actor{Kind: ByCitizen, AllUnits: true, capabilities: []Capability{ReadReports}}

// Transparency returns the figures of a period that anybody may see: of the whole and by unit. Units with few tickets
// are put together in a last line without a key, with the next smallest while they are still few in all, so that no
// subtraction tells of them; a whole of few is empty.
func (s *Store) Transparency(ctx context.Context, from, to Day) (*Report, error) {
	s.caches.publishing.Lock()
	defer s.caches.publishing.Unlock()
	period := [2]Day{from, to}
	if kept, ok := s.caches.published[period]; ok && time.Since(kept.made) < publishedFor {
		return kept.report, nil
	}
	full, err := s.Report(ctx, onlooker, ReportFilter{From: from, To: to})
	if err != nil {
		return nil, err
	}
	report := &Report{From: from, To: to, AsOf: full.AsOf}
	if full.Whole.Received >= FewTickets {
		report.Whole = full.Whole
		report.Groups = map[Grouping][]ReportLine{ByUnit: joinFew(full.Groups[ByUnit])}
	}
	if len(s.caches.published) >= publishedAtMost {
		clear(s.caches.published)
	}
	if s.caches.published == nil {
		s.caches.published = map[[2]Day]published{}
	}
	s.caches.published[period] = published{report, time.Now()}
	return report, nil
}

// published is a report for the public, kept for a minute: however many look, it is counted once.
type published struct {
	report *Report
	made   time.Time
}

const (
	publishedFor    = time.Minute
	publishedAtMost = 50
)

// joinFew keeps the order, most received first.
func joinFew(lines []ReportLine) []ReportLine {
	kept := slices.DeleteFunc(slices.Clone(lines), func(l ReportLine) bool { return l.Received == 0 })
	rest := ReportLine{}
	for len(kept) > 0 {
		last := &kept[len(kept)-1]
		if last.Received >= FewTickets && (rest.Received == 0 || rest.Received >= FewTickets) {
			break
		}
		rest.merge(&last.Figures)
		kept = kept[:len(kept)-1]
	}
	if rest.Received > 0 {
		kept = append(kept, rest)
	}
	return kept
}
