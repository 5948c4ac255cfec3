package models

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// BenchmarkReport measures the report behind the dashboard on a database filled before, named by
// TANGGAP_BENCH_DATABASE (sqlite:PATH or postgres://…): `tanggap seed --tickets 1000000 --days 365` makes one.
func BenchmarkReport(b *testing.B) {
	address := os.Getenv("TANGGAP_BENCH_DATABASE")
	if address == "" {
		b.Skip("TANGGAP_BENCH_DATABASE names no database")
	}
	ctx := context.Background()
	s, err := Open(ctx, Options{URL: address, Data: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	if _, err := s.RollUp(ctx); err != nil {
		b.Fatal(err)
	}
	today := s.Today()
	for _, days := range []Day{90, 365} {
		for _, unit := range []string{"", "pupr"} {
			for _, again := range []bool{false, true} {
				b.Run(fmt.Sprintf("days=%d/unit=%s/again=%v", days, unit, again), func(b *testing.B) {
					for b.Loop() {
						if !again {
							s.caches.sums = nil
						}
						_, err := s.Report(ctx, System, ReportFilter{From: today - days + 1, To: today, Unit: unit})
						if err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}

// BenchmarkCountDay measures what a rebuild of yesterday reads.
func BenchmarkCountDay(b *testing.B) {
	address := os.Getenv("TANGGAP_BENCH_DATABASE")
	if address == "" {
		b.Skip("TANGGAP_BENCH_DATABASE names no database")
	}
	s, err := Open(context.Background(), Options{URL: address, Data: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	for b.Loop() {
		if _, err := s.countDay(context.Background(), s.Today()-1); err != nil {
			b.Fatal(err)
		}
	}
}
