package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"tanggap/models/sla"
)

// replay reads the scenario of one ticket from a file, or from standard input
// for "-", and prints its clocks as JSON. It returns 0, 1 if the file cannot be
// read, and 2 for wrong use or a wrong scenario.
func replay(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) != 1 || (strings.HasPrefix(args[0], "-") && args[0] != "-") {
		return wrongUse(stderr, "replay", args)
	}
	in := stdin
	if args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			fmt.Fprintln(stderr, "replay:", err)
			return 1
		}
		defer file.Close()
		in = file
	}
	proof, err := prove(in)
	if err == nil {
		out := json.NewEncoder(stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		err = out.Encode(proof)
	}
	if err == nil {
		return 0
	}
	fmt.Fprintln(stderr, "replay:", err)
	var wrong *sla.Error
	if errors.As(err, &wrong) {
		return 2
	}
	return 1
}

func prove(in io.Reader) (sla.Proof, error) {
	scenario, err := sla.ReadScenario(in)
	if err != nil {
		return sla.Proof{}, err
	}
	result, err := scenario.Replay()
	if err != nil {
		return sla.Proof{}, err
	}
	return result.Proof(), nil
}
