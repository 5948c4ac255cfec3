package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"
)

// line is one figure.
type line struct {
	name, database string
	tickets        int
	figure, aim    string
}

// report gathers the figures and prints them at the end, beside one another.
type report struct{ lines []line }

func (r *report) add(name, database string, tickets int, figure, aim string) {
	r.lines = append(r.lines, line{name, database, tickets, figure, aim})
	fmt.Fprintf(os.Stderr, "%-44s %-9s %8d  %s\n", name, database, tickets, figure)
}

func (r *report) print(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "measure\tdatabase\ttickets\tfigure\taim")
	for _, l := range r.lines {
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%s\n", l.name, l.database, l.tickets, l.figure, l.aim)
	}
	_ = table.Flush()
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}
