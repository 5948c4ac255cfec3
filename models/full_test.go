package models

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"tanggap/models/sla"
)

// limitPages lets the database grow by so many pages and no further: what a full disk does to SQLite. 0 gives the space back.
func limitPages(t *testing.T, s *Store, more int) {
	t.Helper()
	err := s.exclusive(context.Background(), func(conn *sql.Conn) error {
		var pages int
		if err := conn.QueryRowContext(context.Background(), "PRAGMA page_count").Scan(&pages); err != nil {
			return err
		}
		most := pages + more
		if more == 0 {
			most = 1 << 30
		}
		_, err := conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA max_page_count = %d", most))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestReceive_fullDisk: who cannot be written down is told so, with nothing half written and no file left; who was, is
// there; and once there is space again everything goes on.
func TestReceive_fullDisk(t *testing.T) {
	s, clock := openTest(t, "sqlite:"+filepath.Join(t.TempDir(), "tanggap.db"))
	h := furnish(t, s)
	ctx := context.Background()
	first := receive(t, s, Intake{Text: "Jalan berlubang di depan pasar", Kind: Complaint})
	limitPages(t, s, 40)
	var mu sync.Mutex
	taken, refused := []int64{first.ID}, 0
	var sides sync.WaitGroup
	for side := range 8 { // at once, so that one without room shares a commit with others
		sides.Go(func() {
			for n := range 40 {
				file, err := s.Keep("files", "surat.pdf", fmt.Appendf(nil, "%%PDF-1.4 %d %d", side, n))
				if err != nil {
					t.Error(err)
					return
				}
				in := Intake{Text: fmt.Sprintf("Jalan berlubang %d %d", side, n), Kind: Complaint, Files: []Upload{file}, Email: "w@warga.test"}
				got, err := s.Receive(ctx, Citizen, in)
				mu.Lock()
				if err == nil {
					taken = append(taken, got.Ticket.ID)
				} else if refused++; ErrorCode(err) != Unavailable {
					t.Errorf("refused with %v, want unavailable", err)
				}
				mu.Unlock()
			}
		})
	}
	sides.Wait()
	if refused == 0 || len(taken) < 2 {
		t.Fatalf("%d taken, %d refused: the disk was never full", len(taken), refused)
	}
	due := clockOf(t, s, first, sla.FirstResponse).DueAt
	clock.set(due.Std().Add(1e9).Format("2006-01-02T15:04:05Z07:00"))
	if _, err := s.Sweep(ctx, s.now()); err != nil && ErrorCode(err) != Unavailable {
		t.Errorf("the sweep: %v", err)
	}
	if _, err := s.View(ctx, h.roads, s.Number(first)); err != nil {
		t.Errorf("reading: %v", err)
	}
	limitPages(t, s, 0)
	if n := ask[int](t, s, "SELECT COUNT(*) FROM tickets")[0]; n != len(taken) {
		t.Errorf("%d tickets, %d were acknowledged", n, len(taken))
	}
	files := 0
	_ = filepath.WalkDir(filepath.Join(s.Data, "attachments"), func(_ string, e os.DirEntry, _ error) error {
		if !e.IsDir() {
			files++
		}
		return nil
	})
	if files != len(taken)-1 {
		t.Errorf("%d files for %d reports with one", files, len(taken)-1)
	}
	receive(t, s, Intake{Text: "Ruang sudah ada lagi", Kind: Complaint})
	sweepAt(t, s, s.now())
	if flags := ask[int](t, s, "SELECT COUNT(*) FROM flags")[0]; flags != 2*len(taken) {
		t.Errorf("%d flags after the space came back, want near and late of each of %d", flags, len(taken))
	}
	if v := verified(t, s); v.Broken != 0 {
		t.Errorf("%v", v.Faults)
	}
}
