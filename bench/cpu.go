package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// cpu returns the processor time a process has used: unlike a rate it hardly depends on what else the machine does.
// Zero when the process is gone. Ticks of 10 ms, as Linux counts them for every architecture (USER_HZ, proc(5)).
func cpu(pid int) time.Duration {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), ") ") // a name in brackets may hold anything
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// loadOn is load, and the processor time a process spent on each.
func loadOn(pid, workers int, span time.Duration, do func(worker int) error) taken {
	before := cpu(pid)
	done := load(workers, span, do)
	done.cpu = (cpu(pid) - before) / time.Duration(max(1, done.count))
	return done
}
