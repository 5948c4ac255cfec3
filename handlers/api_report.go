package handlers

import (
	"time"

	"tanggap/models"
)

// apiReportFilter says what a report is about.
type apiReportFilter struct {
	From  string `query:"from" doc:"First day, 2026-11-01; 30 days up to the last when left out."`
	To    string `query:"to" doc:"Last day, included; today when left out."`
	Group string `query:"group" enum:"unit,channel,category,kind,day" doc:"unit when left out."`
	Unit  string `query:"unit" doc:"Slug; with everything below it."`
}

// apiReport is how soon citizens were answered whose tickets were received in a period.
type apiReport struct {
	From        string          `json:"from" format:"date"`
	To          string          `json:"to" format:"date"`
	Group       string          `json:"group"`
	AsOf        *time.Time      `json:"as_of" doc:"Every change until then is counted."`
	WaitingDays int             `json:"waiting_days" doc:"Past days that are being counted anew."`
	Whole       APIFigures      `json:"whole"`
	Items       []apiReportLine `json:"items" doc:"Groups with at least one ticket; they add up to the whole."`
	OpenNow     int             `json:"open_now" doc:"Whenever received."`
	LateNow     int             `json:"late_now"`
}

// apiReportLine is one group.
type apiReportLine struct {
	Key  string `json:"key" doc:"Slug, word or day; empty: not classified."`
	Name string `json:"name"`
	APIFigures
}

// APIFigures are counts of tickets. Each received one is in exactly one of on_time, too_late, overdue, pending,
// unanswered, set_aside and unmeasured.
type APIFigures struct {
	Received   int      `json:"received"`
	Answered   int      `json:"answered" doc:"on_time and too_late."`
	OnTime     int      `json:"on_time" doc:"First response within its target."`
	TooLate    int      `json:"too_late" doc:"First response after due."`
	Overdue    int      `json:"overdue" doc:"No response yet, past due."`
	Pending    int      `json:"pending" doc:"No response yet, not yet due or waiting for the citizen."`
	Unanswered int      `json:"unanswered" doc:"Ended without a response."`
	Missed     int      `json:"missed" doc:"Of those unanswered: due has passed."`
	SetAside   int      `json:"set_aside" doc:"Archived or merged before a response: not measured."`
	Unmeasured int      `json:"unmeasured" doc:"No target for a first response."`
	Measured   int      `json:"measured" doc:"on_time, too_late, overdue and missed."`
	Share      *float64 `json:"on_time_share" doc:"on_time of measured; null when nothing is measured yet."`
	Median     *int64   `json:"median_seconds" doc:"Working seconds until the first response, of those answered; null without any."`
	P90        *int64   `json:"p90_seconds"`
	Open       int      `json:"open"`
	Late       int      `json:"late" doc:"Open with a clock past due."`
	Resolved   int      `json:"resolved"`
}

func (h *handlers) apiResponseTimes(c *call, in apiReportFilter) (out apiReport, err error) {
	asked, err := periodOf(h.Store.Today(), "", in.From, in.To)
	if err != nil {
		return out, err
	}
	by := models.Grouping(in.Group)
	if by == "" {
		by = models.ByUnit
	}
	report, err := h.Store.Report(c.ctx, c.who, models.ReportFilter{From: asked.from, To: asked.to, Unit: in.Unit, By: by})
	if err != nil {
		return out, err
	}
	name, err := h.groupNames(c.Ctx, by)
	if err != nil {
		return out, err
	}
	out = apiReport{
		From: report.From.String(), To: report.To.String(), Group: string(by), AsOf: stamp(report.AsOf),
		WaitingDays: report.Waiting, Whole: figuresOf(&report.Whole), Items: []apiReportLine{},
		OpenNow: report.Open, LateNow: report.Late,
	}
	for i := range report.Groups[by] {
		line := &report.Groups[by][i]
		out.Items = append(out.Items, apiReportLine{Key: line.Key, Name: name(line.Key), APIFigures: figuresOf(&line.Figures)})
	}
	return out, nil
}

func figuresOf(f *models.Figures) APIFigures {
	out := APIFigures{
		Received: f.Received, Answered: f.Answered(), OnTime: f.OnTime, TooLate: f.TooLate, Overdue: f.Overdue,
		Pending: f.Pending, Unanswered: f.Unanswered, Missed: f.Missed, SetAside: f.SetAside, Unmeasured: f.Unmeasured,
		Measured: f.Measured(), Open: f.Open, Late: f.Late, Resolved: f.Resolved,
		Median: quantile(f, .5), P90: quantile(f, .9),
	}
	if f.Measured() > 0 {
		share := f.Share()
		out.Share = &share
	}
	return out
}

func quantile(f *models.Figures, q float64) *int64 {
	seconds, ok := f.Times.Quantile(q)
	if !ok {
		return nil
	}
	return &seconds
}
