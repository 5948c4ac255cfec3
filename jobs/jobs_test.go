package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"tanggap/channels"
	"tanggap/channels/email"
	"tanggap/channels/email/smtptest"
	"tanggap/channels/sandbox"
	"tanggap/models"
	"tanggap/views"
)

// testClock is the time of a house under the test's control.
type testClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *testClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *testClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// house is a store with an agency and its agent, and jobs that mail through a server that refuses what real ones do.
type house struct {
	*Jobs
	clock  *testClock
	server *smtptest.Server
	agent  models.Actor
	log    *strings.Builder
}

func open(t testing.TB, url string) *house {
	t.Helper()
	ctx := context.Background()
	h := &house{clock: &testClock{at: time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)}, log: &strings.Builder{}}
	h.server = smtptest.Start(t, smtptest.Options{})
	h.Jobs = jobsOn(t, url, t.TempDir(), h.clock, h.server)
	h.Log = slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if _, err := h.Store.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	unit, err := h.Store.SaveUnit(ctx, models.System, models.Unit{
		Slug: "pupr", Name: "Dinas PUPR", Kind: "agency", ParentID: 1, Active: true,
	})
	if err != nil || unit != 2 {
		t.Fatal(unit, err)
	}
	id, err := h.Store.AddUser(ctx, models.System,
		models.User{Email: "petugas@tanggap.test", Name: "Petugas", Role: models.Agent}, "pupr", "kunci-panjang-sekali")
	if err != nil {
		t.Fatal(err)
	}
	if h.agent, err = h.Store.ActorOf(ctx, id); err != nil {
		t.Fatal(err)
	}
	return h
}

// renderer makes what draws the mails once for all tests: it never changes.
var renderer = sync.OnceValues(views.New)

func jobsOn(t testing.TB, url, data string, clock *testClock, server *smtptest.Server) *Jobs {
	t.Helper()
	store, err := models.Open(context.Background(), models.Options{
		URL: url, Data: data, Now: clock.now, Origin: "https://lapor.test", Key: []byte(strings.Repeat("k", 32)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	pages, err := renderer()
	if err != nil {
		t.Fatal(err)
	}
	mail, err := email.New(email.Config{Host: server.Host, Port: server.Port, TLS: "none", From: "lapor@tanggap.test"})
	if err != nil {
		t.Fatal(err)
	}
	return &Jobs{Store: store, Views: pages, Senders: map[string]channels.Sender{"email": mail}, Log: slog.New(slog.DiscardHandler)}
}

func sqlite(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "tanggap.db") }

// work empties the outbox of what is due now, and of what that brings.
func (h *house) work(t testing.TB) {
	t.Helper()
	free := make(chan struct{}, deliverAtOnce)
	for range 5 {
		var under sync.WaitGroup
		if _, err := h.deliverSome(context.Background(), free, &under); err != nil {
			t.Fatal(err)
		}
		under.Wait()
	}
}

// report is a citizen's matter for the agency.
func (h *house) report(t testing.TB, in models.Intake) *models.Receipt {
	t.Helper()
	in.Text, in.Unit = "Jalan berlubang di depan pasar", "pupr"
	got, err := h.Store.Receive(context.Background(), models.Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (h *house) view(t testing.TB, got *models.Receipt) *models.TicketView {
	t.Helper()
	v, err := h.Store.View(context.Background(), h.agent, h.Store.Number(got.Ticket))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// From the form to the last mail: one thread, in the citizen's language, with the citizen's words nowhere in the log.
func TestMail_fromReceiptToResolution(t *testing.T) {
	h := open(t, sqlite(t))
	ctx := context.Background()
	got := h.report(t, models.Intake{Email: "ani@warga.test", Name: "Ani", Lang: "en"})
	number := h.Store.Number(got.Ticket)
	h.work(t)
	if _, err := h.Store.Reply(ctx, h.agent, number, models.Reply{Text: "Tomorrow morning."}); err != nil {
		t.Fatal(err)
	}
	h.work(t)
	if n := len(h.server.Taken()); n != 1 {
		t.Fatalf("%d mails while the answer may be taken back; want the receipt", n)
	}
	h.clock.add(models.UndoFor)
	h.work(t)
	if err := h.Store.Pause(ctx, h.agent, number, "Which side of the road?", 0); err != nil {
		t.Fatal(err)
	}
	h.work(t)
	if _, err := h.Store.Resolve(ctx, h.agent, number, models.Resolution{Text: "Filled on both sides."}); err != nil {
		t.Fatal(err)
	}
	h.work(t)
	taken := h.server.Taken()
	if len(taken) != 4 {
		t.Fatalf("%d mails, want receipt, answer, question and resolution", len(taken))
	}
	var ids []string
	for i, want := range []struct{ words, automatic string }{
		{got.TrackingCode, "auto-generated"}, {"Tomorrow morning.", ""}, {"Which side of the road?", ""}, {"Filled on both sides.", ""},
	} {
		m := taken[i].Message(t)
		if taken[i].To != "ani@warga.test" || !strings.Contains(taken[i].Raw, want.words) {
			t.Errorf("mail %d to %s lacks %q:\n%s", i, taken[i].To, want.words, taken[i].Raw)
		}
		if got := m.Header.Get("Auto-Submitted"); got != want.automatic {
			t.Errorf("mail %d: Auto-Submitted %q, want %q", i, got, want.automatic)
		}
		if got := m.Header.Get("References"); got != strings.Join(ids, " ") {
			t.Errorf("mail %d refers to %q, want %q", i, got, strings.Join(ids, " "))
		}
		if i > 0 && m.Header.Get("In-Reply-To") != ids[i-1] {
			t.Errorf("mail %d answers %q, want %q", i, m.Header.Get("In-Reply-To"), ids[i-1])
		}
		if !strings.Contains(taken[i].Raw, "Give the code to nobody") && i == 0 {
			t.Errorf("the receipt is not in English:\n%s", taken[i].Raw)
		}
		ids = append(ids, m.Header.Get("Message-ID"))
	}
	for _, private := range []string{"ani@", "Ani", "berlubang", "Tomorrow", got.TrackingCode} {
		if strings.Contains(h.log.String(), private) {
			t.Errorf("the log tells %q:\n%s", private, h.log)
		}
	}
}

func TestDeliver_whatServersRefuse(t *testing.T) {
	h := open(t, sqlite(t))
	ctx := context.Background()
	for _, name := range []string{smtptest.Nobody, smtptest.Grey, smtptest.Silent} {
		h.report(t, models.Intake{Email: name + "@warga.test"})
	}
	h.work(t)
	state := func() map[string]string {
		t.Helper()
		found := map[string]string{}
		for _, waiting := range []bool{false, true} {
			sends, _, err := h.Store.Outbox(ctx, models.System, waiting)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range sends {
				found[fmt.Sprint(o.TicketID)] = string(o.State) + " " + o.Error
			}
		}
		return found
	}
	want := map[string]string{"1": "failed smtp 550 5.1.1", "2": "queued smtp 451 4.7.1", "3": "unknown no_answer"}
	if got := state(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("outbox = %v, want %v", got, want)
	}
	h.clock.add(time.Minute)
	h.work(t)
	delete(want, "2")
	if got := state(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("a minute later outbox = %v, want %v", got, want)
	}
	times := map[string]int{}
	for _, m := range h.server.Taken() {
		times[m.To]++
	}
	if len(times) != 2 || times["grey@warga.test"] != 1 || times["silent@warga.test"] != 1 {
		t.Errorf("the server has %v; want one each of what it took", times)
	}
}

func TestDeliver_networkAndNoConnector(t *testing.T) {
	h := open(t, sqlite(t))
	ctx := context.Background()
	account, err := h.Store.SaveAccount(ctx, models.System,
		models.Account{UnitID: 2, Channel: "instagram", Handle: "@pupr", Active: true})
	if err != nil {
		t.Fatal(err)
	}
	got := h.report(t, models.Intake{Channel: "instagram", AccountID: account, Thread: "p", Handle: "warga_a", ExternalID: "1"})
	reply := func() {
		if _, err := h.Store.Reply(ctx, h.agent, h.Store.Number(got.Ticket), models.Reply{Text: "Segera."}); err != nil {
			t.Fatal(err)
		}
		h.clock.add(models.UndoFor)
		h.work(t)
	}
	reply()
	if v := h.view(t, got); len(v.Sends) != 1 || v.Sends[0].State != models.OutFailed || v.Sends[0].Error != models.NoConnector {
		t.Errorf("without a connector: %+v", v.Sends)
	}
	h.Senders["instagram"] = sandbox.Sender{Log: h.Log}
	if err := h.Store.RetrySend(ctx, h.agent, h.view(t, got).Sends[0].ID); err != nil {
		t.Fatal(err)
	}
	h.work(t)
	v := h.view(t, got)
	if len(v.Sends) != 0 || v.Ticket.Status != models.StatusAnswered {
		t.Errorf("with a connector: %+v, %s", v.Sends, v.Ticket.Status)
	}
	h.Senders["instagram"] = terse{}
	reply()
	if v := h.view(t, got); len(v.Sends) != 1 || v.Sends[0].Error != "too_long" {
		t.Errorf("longer than the network takes: %+v", v.Sends)
	}
}

// terse is a network of five characters.
type terse struct{ sandbox.Sender }

func (terse) Capabilities() channels.Capabilities { return channels.Capabilities{TextAtMost: 5} }

func TestDigest_isOneMailInWords(t *testing.T) {
	h := open(t, sqlite(t))
	ctx := context.Background()
	for range 300 {
		h.report(t, models.Intake{})
	}
	h.clock.add(24 * time.Hour)
	for _, do := range []func(*Jobs, context.Context) (string, error){sweep, digests} {
		if _, err := do(h.Jobs, ctx); err != nil {
			t.Fatal(err)
		}
	}
	h.clock.add(2 * time.Minute)
	if told, err := digests(h.Jobs, ctx); err != nil || told != "1 mails, 0 messages" {
		t.Errorf("digests: %q, %v", told, err)
	}
	h.work(t)
	taken := h.server.Taken()
	if len(taken) != 1 || taken[0].To != "petugas@tanggap.test" || !strings.Contains(taken[0].Raw, "300 tiket") {
		t.Errorf("mails = %+v; want one that tells of 300 tickets", taken)
	}
	h.Senders = nil
	if told, err := digests(h.Jobs, ctx); err != nil || told != "0 mails, 0 messages" {
		t.Errorf("without a server: %q, %v", told, err)
	}
}

// slow is a network that takes a while, and tells when it has begun.
type slow struct {
	begun chan struct{}
	goOn  chan struct{}
}

func (s slow) Send(ctx context.Context, _ *channels.Outbound) (channels.Receipt, error) {
	s.begun <- struct{}{}
	select {
	case <-s.goOn:
		return channels.Receipt{ID: "1"}, nil
	case <-ctx.Done():
		return channels.Receipt{}, channels.Unknown("interrupted", ctx.Err())
	}
}

func (slow) Capabilities() channels.Capabilities { return channels.Capabilities{} }

// The house closes only when what is on its way has ended, and what it learned of it is kept.
func TestRun_endsWhatIsUnderWay(t *testing.T) {
	h := open(t, sqlite(t))
	out := slow{make(chan struct{}), make(chan struct{})}
	h.Senders["email"] = out
	got := h.report(t, models.Intake{Email: "ani@warga.test"})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.Run(ctx); close(ended) }()
	<-out.begun
	stop()
	select {
	case <-ended:
		t.Fatal("closed while a mail was on its way")
	case <-time.After(50 * time.Millisecond):
	}
	close(out.goOn)
	<-ended
	if v := h.view(t, got); len(v.Sends) != 0 {
		t.Errorf("sends = %+v; want the mail noted as sent", v.Sends)
	}
	runs, err := h.Store.Runs(context.Background(), models.System)
	if err != nil || len(runs) != len(table) {
		t.Errorf("runs = %+v, %v; want every job done once at the start", runs, err)
	}
}

func TestDeliver_interruptedIsUnknown(t *testing.T) {
	h := open(t, sqlite(t))
	out := slow{make(chan struct{}), make(chan struct{})}
	h.Senders["email"] = out
	got := h.report(t, models.Intake{Email: "ani@warga.test"})
	ctx, stop := context.WithCancel(context.Background())
	work, interrupt := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.deliver(ctx, work); close(ended) }()
	<-out.begun
	stop()
	interrupt()
	<-ended
	if v := h.view(t, got); len(v.Sends) != 1 || v.Sends[0].State != models.OutUnknown {
		t.Errorf("sends = %+v; want it unknown: the server may have it", v.Sends)
	}
}

// Two instances on one database: every mail leaves once (invariant 8).
func TestDeliver_twoInstancesNeverTwice(t *testing.T) {
	server := os.Getenv("TANGGAP_TEST_POSTGRES")
	if server == "" {
		t.Skip("TANGGAP_TEST_POSTGRES names no server")
	}
	h := open(t, scratchDatabase(t, server))
	other := &house{Jobs: jobsOn(t, h.Store.URL, h.Store.Data, h.clock, h.server), clock: h.clock}
	const mails = 60
	for i := range mails {
		h.report(t, models.Intake{Email: fmt.Sprintf("warga%d@warga.test", i)})
	}
	var both sync.WaitGroup
	for _, one := range []*house{h, other} {
		both.Go(func() {
			for len(h.server.Taken()) < mails && !t.Failed() {
				one.work(t)
			}
		})
	}
	both.Wait()
	h.work(t)
	ids := map[string]bool{}
	for _, m := range h.server.Taken() {
		ids[m.Message(t).Header.Get("Message-ID")] = true
	}
	if taken := len(h.server.Taken()); taken != mails || len(ids) != mails {
		t.Errorf("%d mails taken, %d different; want %d", taken, len(ids), mails)
	}
}

func scratchDatabase(t testing.TB, server string) string {
	t.Helper()
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("tanggap_jobs_%d", os.Getpid())
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	base, query, _ := strings.Cut(server, "?")
	return base[:strings.LastIndex(base, "/")+1] + name + "?" + query
}
