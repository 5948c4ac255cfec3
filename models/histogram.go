package models

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// Histogram holds durations in seconds so that medians can be had of any sum of days and units: every value while
// there are fewer than exactBelow of them, from then on a count per bucket. A bucket is at most 1/32 of its lower end
// wide, so its middle is within 1.6 % of every value in it (2 % are allowed).
type Histogram struct {
	count   int
	values  []uint32 // while count < exactBelow
	buckets []uint32 // from then on
}

const (
	exactBelow  = 2000
	bucketShift = 5                                // 32 buckets for each doubling
	plainBelow  = 2 << bucketShift                 // values below have a bucket each
	bucketCount = plainBelow + (32-6)<<bucketShift // up to 2^32 s, more than a century
	secondsMost = uint64(1)<<32 - 1                // what a bucket can hold
)

var errDamaged = errors.New("a roll-up is cut short or damaged")

func bucketOf(v uint32) int {
	if v < plainBelow {
		return int(v)
	}
	e := bits.Len32(v) - 1 - bucketShift
	return plainBelow + (e-1)<<bucketShift + int(v>>e) - 1<<bucketShift
}

// middleOf returns the value a bucket stands for.
func middleOf(bucket int) int64 {
	if bucket < plainBelow {
		return int64(bucket)
	}
	over := bucket - plainBelow
	e := over>>bucketShift + 1
	lower := int64(over&(1<<bucketShift-1)+1<<bucketShift) << e
	return lower + (int64(1)<<e-1)/2
}

// Count returns how many values there are.
func (h *Histogram) Count() int { return h.count }

// Add puts a duration in.
func (h *Histogram) Add(seconds int64) {
	v := uint32(min(uint64(max(seconds, 0)), secondsMost))
	h.count++
	if h.buckets != nil {
		h.buckets[bucketOf(v)]++
		return
	}
	h.values = append(h.values, v)
	h.spill()
}

// Merge puts all values of the other in.
func (h *Histogram) Merge(other *Histogram) {
	h.count += other.count
	switch {
	case other.buckets != nil:
		h.bucketed()
		for i, n := range other.buckets {
			h.buckets[i] += n
		}
	case h.buckets != nil:
		for _, v := range other.values {
			h.buckets[bucketOf(v)]++
		}
	default:
		h.values = append(h.values, other.values...)
		h.spill()
	}
}

func (h *Histogram) spill() {
	if h.count >= exactBelow {
		h.bucketed()
	}
}

func (h *Histogram) bucketed() {
	if h.buckets != nil {
		return
	}
	h.buckets = make([]uint32, bucketCount)
	for _, v := range h.values {
		h.buckets[bucketOf(v)]++
	}
	h.values = nil
}

// Quantile returns the value at rank ⌈q·count⌉ of the sorted values (nearest rank); ok is false of an empty one.
func (h *Histogram) Quantile(q float64) (seconds int64, ok bool) {
	if h.count == 0 {
		return 0, false
	}
	rank := int(q * float64(h.count))
	if float64(rank) < q*float64(h.count) || rank == 0 {
		rank++
	}
	if h.buckets == nil {
		slices.Sort(h.values)
		return int64(h.values[rank-1]), true
	}
	for i, n := range h.buckets {
		if rank -= int(n); rank <= 0 {
			return middleOf(i), true
		}
	}
	return 0, false
}

// encode appends the histogram: the count, then the sorted values as differences, or the buckets in use.
func (h *Histogram) encode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(h.count))
	if h.buckets == nil {
		slices.Sort(h.values)
		var last uint32
		for _, v := range h.values {
			b = binary.AppendUvarint(b, uint64(v-last))
			last = v
		}
		return b
	}
	last := 0
	for i, n := range h.buckets {
		if n > 0 {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = binary.AppendUvarint(b, uint64(n))
			last = i
		}
	}
	return b
}

// merge reads what encode wrote straight into h.
func (r *cellReader) merge(h *Histogram) {
	n := r.count()
	if n == 0 {
		return
	}
	h.count += n
	if n >= exactBelow {
		h.bucketed()
		r.buckets(h.buckets, n)
		return
	}
	if h.buckets == nil && h.count >= exactBelow {
		h.bucketed()
	}
	if h.buckets == nil {
		h.values = slices.Grow(h.values, n)
	}
	var v uint32
	for range n {
		v += uint32(r.uvarint())
		if h.buckets != nil {
			h.buckets[bucketOf(v)]++
		} else {
			h.values = append(h.values, v)
		}
	}
}

// buckets adds buckets that hold n values together.
func (r *cellReader) buckets(into []uint32, n int) {
	bucket := 0
	for n > 0 {
		bucket += r.count()
		held := r.count()
		if bucket >= bucketCount || held == 0 || held > n {
			r.damaged = true
			return
		}
		into[bucket] += uint32(held)
		n -= held
	}
}

// cellReader reads the numbers of a blob. Beyond its end everything is 0, and it is damaged.
type cellReader struct {
	b       []byte
	at      int // b itself stays, so that no number read costs a write of a pointer
	damaged bool
}

func (r *cellReader) uvarint() uint64 {
	if r.at < len(r.b) && r.b[r.at] < 0x80 { // most numbers are small
		r.at++
		return uint64(r.b[r.at-1])
	}
	return r.longUvarint()
}

func (r *cellReader) longUvarint() uint64 {
	v, n := binary.Uvarint(r.b[min(r.at, len(r.b)):])
	if n <= 0 {
		r.damaged, r.at = true, len(r.b)
		return 0
	}
	r.at += n
	return v
}

// count reads a number that counts something.
func (r *cellReader) count() int { return int(min(r.uvarint(), uint64(1)<<31)) }

func (r *cellReader) bytes(n int) []byte {
	if n > len(r.b)-r.at {
		r.damaged, r.at = true, len(r.b)
		return nil
	}
	r.at += n
	return r.b[r.at-n : r.at]
}
