package jobs

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"tanggap/channels/email/smtptest"
	"tanggap/models"
)

// TestDeliver_killedBetweenSendingAndTelling: the server has the whole mail, and the process dies before it hears so.
// Nothing is sent twice, and somebody sees that it is not known.
func TestDeliver_killedBetweenSendingAndTelling(t *testing.T) {
	h := open(t, sqlite(t))
	got := h.report(t, models.Intake{Email: smtptest.Held + "@warga.test"})
	if err := h.Store.Close(); err != nil {
		t.Fatal(err)
	}
	worker := exec.Command(os.Args[0], "-test.run=TestWorkerProcess")
	worker.Env = append(os.Environ(), "TANGGAP_TEST_WORKER="+h.Store.URL, "TANGGAP_TEST_DATA="+h.Store.Data,
		"TANGGAP_TEST_SMTP="+strconv.Itoa(h.server.Port))
	var said bytes.Buffer
	worker.Stdout, worker.Stderr = &said, &said
	if err := worker.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); len(h.server.Taken()) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			_ = worker.Process.Kill()
			t.Fatalf("the worker sent nothing: %s", said.String())
		}
	}
	if err := worker.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = worker.Wait()
	h.Jobs = jobsOn(t, h.Store.URL, h.Store.Data, h.clock, h.server)
	h.work(t)
	if v := h.view(t, got); len(v.Sends) != 1 || v.Sends[0].State != models.OutSending {
		t.Errorf("right after: %+v; want it held by the worker that died", v.Sends)
	}
	h.clock.add(10 * time.Minute)
	h.work(t)
	if v := h.view(t, got); len(v.Sends) != 1 || v.Sends[0].State != models.OutUnknown {
		t.Errorf("later: %+v; want it unknown", v.Sends)
	}
	if n := len(h.server.Taken()); n != 1 {
		t.Errorf("the mail left %d times", n)
	}
}

// TestWorkerProcess is the process that is killed; it does nothing when it is not asked for.
func TestWorkerProcess(t *testing.T) {
	url := os.Getenv("TANGGAP_TEST_WORKER")
	if url == "" {
		t.SkipNow()
	}
	port, err := strconv.Atoi(os.Getenv("TANGGAP_TEST_SMTP"))
	if err != nil {
		t.Fatal(err)
	}
	clock := &testClock{at: time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)}
	server := &smtptest.Server{Host: "127.0.0.1", Port: port}
	jobsOn(t, url, os.Getenv("TANGGAP_TEST_DATA"), clock, server).Run(context.Background())
}
