package models

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestBucket_width(t *testing.T) {
	last := -1
	for _, v := range []uint32{0, 1, 63, 64, 65, 127, 128, 3600, 86400, 1 << 20, 1<<31 + 12345, math.MaxUint32} {
		b := bucketOf(v)
		if b < last || b >= bucketCount {
			t.Errorf("bucket of %d is %d after %d, of %d", v, b, last, bucketCount)
		}
		last = b
		if off := math.Abs(float64(middleOf(b)) - float64(v)); off > 0.02*float64(v) {
			t.Errorf("%d is shown as %d", v, middleOf(b))
		}
	}
}

// random durations as answers take: most within hours, a few for weeks.
func randomSeconds(r *rand.Rand) int64 { return int64(math.Exp(r.NormFloat64()*2 + 9)) }

func nearestRank(sorted []int64, q float64) int64 {
	return sorted[max(int(math.Ceil(q*float64(len(sorted))))-1, 0)]
}

// TestHistogram_quantiles: exact below 2,000 values, within 2 % from there on, however the values were put together.
func TestHistogram_quantiles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{1, 2, 3, 10, 1999, 2000, 2001, 30_000} {
		var all []int64
		parts := make([]Histogram, 7)
		for range size {
			v := randomSeconds(r)
			all = append(all, v)
			parts[r.IntN(len(parts))].Add(v)
		}
		slices.Sort(all)
		var left, right, nested, stored Histogram
		for i := range parts {
			left.Merge(&parts[i])
			right.Merge(&parts[len(parts)-1-i])
			reader := &cellReader{b: parts[i].encode(nil)}
			if reader.merge(&stored); reader.damaged || reader.at < len(reader.b) {
				t.Fatalf("read back: damaged %v, %d of %d bytes", reader.damaged, reader.at, len(reader.b))
			}
		}
		var half Histogram
		for i := range parts {
			if half.Merge(&parts[i]); i%2 == 1 {
				nested.Merge(&half)
				half = Histogram{}
			}
		}
		nested.Merge(&half)
		for _, q := range []float64{0, .01, .5, .9, .99, 1} {
			want := nearestRank(all, q)
			for name, h := range map[string]*Histogram{"left": &left, "right": &right, "nested": &nested, "stored": &stored} {
				got, ok := h.Quantile(q)
				allowed := 0.0
				if size >= exactBelow {
					allowed = .02 * float64(want)
				}
				if !ok || math.Abs(float64(got-want)) > allowed {
					t.Errorf("%s: %d values, quantile %v: got %d, want %d", name, size, q, got, want)
				}
			}
		}
	}
}

func TestHistogram_damaged(t *testing.T) {
	h := Histogram{}
	for i := range 3000 {
		h.Add(int64(i * i))
	}
	whole := h.encode(nil)
	for _, cut := range [][]byte{whole[:len(whole)-1], whole[:3], {}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}} {
		reader := &cellReader{b: cut}
		if reader.merge(&Histogram{}); !reader.damaged {
			t.Errorf("%d bytes of %d were taken for a histogram", len(cut), len(whole))
		}
	}
}
