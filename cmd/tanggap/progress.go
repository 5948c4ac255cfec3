package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress tells how far something long has come: one line that moves on a terminal, a line now and then elsewhere.
type progress struct {
	out     io.Writer
	what    string
	total   int
	moving  bool
	started time.Time
	told    time.Time
}

func newProgress(out io.Writer, what string, total int) *progress {
	p := &progress{out: out, what: what, total: total, started: time.Now()}
	if file, ok := out.(*os.File); ok {
		info, err := file.Stat()
		p.moving = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	p.told = p.started
	return p
}

// at tells, unless it has just done so.
func (p *progress) at(done int) {
	pause := 5 * time.Second
	if p.moving {
		pause = 200 * time.Millisecond
	}
	if time.Since(p.told) >= pause {
		p.tell(done)
	}
}

// end tells the last of it.
func (p *progress) end(done int) {
	p.tell(done)
	if p.moving {
		fmt.Fprintln(p.out)
	}
}

func (p *progress) tell(done int) {
	const width = 30
	p.told = time.Now()
	spent := p.told.Sub(p.started).Seconds()
	share := float64(done) / float64(max(p.total, 1))
	bar := strings.Repeat("=", min(width, int(share*width)))
	line := fmt.Sprintf("[%-*s] %3.0f %%  %d of %d %s, %.0f/s", width, bar, 100*share, done, p.total, p.what, float64(done)/spent)
	if left := spent/max(share, 0.001) - spent; done < p.total {
		line += fmt.Sprintf(", %.0f s left", left)
	}
	if p.moving {
		fmt.Fprintf(p.out, "\r%-100s", line)
		return
	}
	fmt.Fprintln(p.out, line)
}
