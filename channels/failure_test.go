package channels

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestFailureOf(t *testing.T) {
	cause := errors.New("550 <warga@contoh.test> unknown")
	for _, c := range []struct {
		name string
		err  error
		want Outcome
	}{
		{"temporary", Temporary("451", cause), IsTemporary},
		{"permanent, wrapped", fmt.Errorf("send 7: %w", Permanent("550", cause)), IsPermanent},
		{"limited", RateLimited("429", time.Minute, cause), IsLimited},
		{"unknown", Unknown("timeout", cause), IsUnknown},
		{"an error that says nothing", cause, IsUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := FailureOf(c.err)
			if f.Outcome != c.want || !errors.Is(f, cause) {
				t.Errorf("FailureOf(%v) = %+v, want %s with its cause", c.err, f, c.want)
			}
			if strings.Contains(f.Error(), "contoh.test") {
				t.Errorf("%q tells the address", f.Error())
			}
		})
	}
	if FailureOf(nil) != nil {
		t.Error("nil is no failure")
	}
}
