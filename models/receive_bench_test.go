package models

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
)

// BenchmarkReceive opens tickets from as many callers as the load run has, without HTTP around it. Beside the rate, which
// the disk and other work decide, it tells the processor time of each, which hardly varies.
func BenchmarkReceive(b *testing.B) {
	texts := []string{
		"Jalan berlubang di depan pasar ikan, sudah dua minggu belum ditambal, mohon diperbaiki nomor %d",
		"Air PDAM mati sejak kemarin di gang kerapu, anak sekolah tidak bisa mandi, laporan %d",
		"Lampu jalan padam di simpang tiga dekat balai desa, gelap dan rawan, tiang %d",
		"Sampah menumpuk di samping lapangan bola tidak diangkut seminggu, titik %d",
	}
	urls := map[string]string{"sqlite": "sqlite:" + filepath.Join(b.TempDir(), "tanggap.db")}
	if server := os.Getenv("TANGGAP_TEST_POSTGRES"); server != "" {
		urls["postgres"] = scratchDatabase(b, server)
	}
	for _, name := range []string{"sqlite", "postgres"} {
		if urls[name] == "" {
			continue
		}
		s, _ := openTest(b, urls[name])
		furnish(b, s)
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", name, callers), func(b *testing.B) {
				var n atomic.Int64
				b.SetParallelism(callers) // times GOMAXPROCS, which -cpu 1 makes the number itself
				used := processorTime()
				b.RunParallel(func(p *testing.PB) {
					for p.Next() {
						i := n.Add(1)
						in := Intake{Kind: Complaint, Channel: "api", Text: fmt.Sprintf(texts[i%int64(len(texts))], i)}
						if _, err := s.Receive(context.Background(), System, in); err != nil {
							b.Error(err)
							return
						}
					}
				})
				b.ReportMetric(float64(processorTime()-used)/float64(b.N), "cpu-ns/op")
			})
		}
	}
}

// processorTime is what this process has used of all processors, in nanoseconds.
func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
