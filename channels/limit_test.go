package channels

import "testing"

func TestMeasure(t *testing.T) {
	const text = "Jalan é 🚧 https://contoh.test/sangat/panjang/sekali/alamatnya 中"
	for measure, want := range map[Measure]int{Characters: 63, UTF16: 64, Bytes: 69, Weighted: 8 + 2 + 1 + 23 + 1 + 2} {
		if got := measure.Count(text); got != want {
			t.Errorf("%s of %q = %d, want %d", measure, text, got, want)
		}
	}
	if limit := LimitOf("telegram"); limit.Most != 4096 || limit.In != UTF16 || limit.Public {
		t.Errorf("telegram: %+v", limit)
	}
	if limit := LimitOf("email"); limit.Most != 0 || limit.In != Characters {
		t.Errorf("mail: %+v", limit)
	}
}
