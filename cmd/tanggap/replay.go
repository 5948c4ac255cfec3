package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"tanggap/models"
	"tanggap/models/sla"
)

// replay reads the scenario of one ticket from a file, or from standard input
// for "-", and prints its clocks as JSON. It returns 0, 1 if the file cannot be
// read, and 2 for wrong use or a wrong scenario.
func replay(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && strings.HasPrefix(args[0], "--ticket") {
		return replayTicket(args, stdout, stderr)
	}
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
		err = written(stdout, proof)
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

func written(stdout io.Writer, proof any) error {
	out := json.NewEncoder(stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(proof)
}

// storedProof is the proof of a ticket in the database; Differences is empty when the stored clocks are the same.
type storedProof struct {
	Ticket string `json:"ticket"`
	sla.Proof
	Differences []string `json:"differences"`
}

// replayTicket replays a ticket of the database and compares; it returns 1 when the stored clocks differ.
func replayTicket(args []string, stdout, stderr io.Writer) int {
	var number string
	c, _, err := configured("replay", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&number, "ticket", "", "number of the ticket")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		r, err := s.Replay(context.Background(), models.System, number)
		if err != nil {
			return fmt.Errorf("replay %s: %w", number, err)
		}
		if err := written(stdout, storedProof{number, r.Proof(), append([]string{}, r.Differences...)}); err != nil {
			return err
		}
		if len(r.Differences) > 0 {
			return fmt.Errorf("the stored clocks of %s differ", number)
		}
		return nil
	})
}
