package handlers

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tanggap/models"
)

func (d desk) work(t *testing.T) {
	t.Helper()
	fill := func(_ context.Context, _ models.Actor, words, _ string) (string, error) { return words, nil }
	for more := true; more; {
		var err error
		if more, err = d.s.WorkErrand(context.Background(), fill); err != nil {
			t.Fatal(err)
		}
	}
}

func TestErrands_asForms(t *testing.T) {
	d := openDesk(t)
	me := d.here(t, models.Agent)
	numbers := []string{d.report(t, models.Intake{Text: "Iklan pinjaman"}), d.report(t, models.Intake{Text: "Iklan obat"})}
	_, inbox := d.get(t, me, "/inbox")
	for _, want := range []string{
		`name="ticket" form="errand" value="` + numbers[0] + `"`, "Semua 2 yang cocok", `name="as_of"`, `name="event"`,
	} {
		if !strings.Contains(inbox, want) {
			t.Errorf("the inbox lacks %s", want)
		}
	}
	if _, page := d.get(t, d.here(t, models.Auditor), "/inbox"); strings.Contains(page, `name="ticket"`) {
		t.Error("somebody who may only read is offered a choice")
	}
	pick := url.Values{"tab": {"unit"}, "ticket": numbers}.Encode()
	if status, page := d.get(t, me, "/errands/new?"+pick); status != 200 || !strings.Contains(page, "2 tiket dipilih") {
		t.Errorf("asking: %d", status)
	}
	status, page, _ := d.post(t, me, "/errands?"+pick, "action", "archive")
	if status != 422 || !strings.Contains(page, "Alasan") {
		t.Errorf("without a reason: %d", status)
	}
	_, page, _ = d.post(t, me, "/errands?"+pick, "action", "answer", "text", "Yth. warga,", "fill", "1", "macro", "1")
	if !strings.Contains(page, "Yth. warga,\n\n") {
		t.Error("a macro does not go behind what is written")
	}
	form := []string{"action", "archive", "reason", "Iklan <b>", "request", "sekali"}
	status, _, at := d.post(t, me, "/errands?"+pick, form...)
	if _, _, again := d.post(t, me, "/errands?"+pick, form...); status != 303 || again != at {
		t.Fatalf("%d: sent twice, %q and %q", status, at, again)
	}
	if _, page := d.get(t, me, at); !strings.Contains(page, `hx-trigger="every 1s"`) || !strings.Contains(page, at+"/cancellation") {
		t.Error("its progress is not followed, or it cannot be stopped")
	}
	d.work(t)
	_, page = d.get(t, me, at+"?show=done")
	if !strings.Contains(page, numbers[1]) || !strings.Contains(page, "Iklan &lt;b&gt;") || strings.Contains(page, "hx-trigger") {
		t.Error("the page does not show what was done")
	}
	if status, _ := d.get(t, d.here(t, models.Coordinator), at); status != 404 {
		t.Errorf("another's: %d", status)
	}
	status, _, undo := d.post(t, me, at+"/undo")
	d.work(t)
	if k, err := d.s.Ticket(context.Background(), models.System, numbers[0]); status != 303 || err != nil || !k.Live {
		t.Errorf("the undo: %d %v", status, err)
	}
	if _, page := d.get(t, me, at); !strings.Contains(page, undo) {
		t.Error("the page does not lead to the undo")
	}
	if _, page := d.get(t, me, "/errands"); !strings.Contains(page, at) {
		t.Error("the list lacks it")
	}
	all := url.Values{"tab": {"unit"}, "all": {"1"}, "as_of": {strconv.FormatInt(int64(d.s.Clock()), 10)}, "q": {"obat"}}.Encode()
	if status, page := d.get(t, me, "/errands/new?"+all); status != 200 || !strings.Contains(page, "cocok dengan pencarian") {
		t.Errorf("all of a search: %d", status)
	}
	_, _, at = d.post(t, me, "/errands?"+all, "action", "classify", "priority", "high")
	d.work(t)
	if _, page := d.get(t, me, at+"?show=done"); strings.Contains(page, numbers[0]) || !strings.Contains(page, numbers[1]) {
		t.Error("a search finds something else than it shows")
	}
	if status, _, _ := d.post(t, me, "/errands?tab=unit", "action", "archive", "reason", "x"); status != 422 {
		t.Errorf("nothing chosen: %d", status)
	}
}
