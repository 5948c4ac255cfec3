package handlers

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// transparency shows everybody how soon each unit answers, in the last days or in a month.
func (h *handlers) transparency(c *fiber.Ctx) error {
	lang, data := language(c), &views.Transparency{FewCounts: models.FewTickets}
	for _, days := range presets[1:] {
		label := h.Views.T(lang, "open.last", "Count", days)
		data.Periods = append(data.Periods, views.Option{Value: strconv.Itoa(days), Label: label})
	}
	data.Periods = append(data.Periods, h.monthOptions(lang)...)
	if data.Period = c.Query("period"); !slices.ContainsFunc(data.Periods, func(o views.Option) bool { return o.Value == data.Period }) {
		data.Period = strconv.Itoa(presetUsual) // only periods on offer: any other could be told apart from one of them
	}
	asked, err := periodOf(h.Store.Today(), data.Period, "", "")
	if err != nil {
		return err
	}
	report, err := h.Store.Transparency(c.UserContext(), asked.from, asked.to)
	if err != nil {
		return err
	}
	unlisted, err := h.Store.UnlistedYears(c.UserContext(), asked.from, asked.to)
	if err != nil {
		return err
	}
	name, err := h.groupNames(c, models.ByUnit)
	if err != nil {
		return err
	}
	data.First, data.Last, data.Unlisted = asked.from.Date(), asked.to.Date(), len(unlisted) > 0
	data.Whole, data.Hidden = unitFigures("", &report.Whole), report.Whole.Received == 0
	for i := range report.Groups[models.ByUnit] {
		line := &report.Groups[models.ByUnit][i]
		data.Units = append(data.Units, unitFigures(name(line.Key), &line.Figures))
	}
	return h.page(c, "transparansi", &views.Page{Data: data})
}

func unitFigures(name string, f *models.Figures) views.UnitFigures {
	u := views.UnitFigures{Name: name, Received: f.Received, Answered: f.Answered(), OnTime: f.Share()}
	if f.Measured() < models.FewTickets {
		u.OnTime = math.NaN()
	}
	if median, ok := f.Times.Quantile(.5); ok && f.Times.Count() >= models.FewTickets {
		u.Median, u.HasTime = time.Duration(median)*time.Second, true
	}
	return u
}
