package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"tanggap/models"
)

func tokenAdd(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var name, scope string
	var rate int
	c, _, err := configured("token add", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&name, "name", "", "what the token is for")
		f.StringVar(&scope, "scope", "", "all, tickets:read, tickets:write, personal:read, submit, reports:read, metrics; several with commas")
		f.IntVar(&rate, "rate", 0, "writes a minute the token may do; 0: no limit")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		secret, err := s.AddPacedToken(context.Background(), models.System, name, scope, rate)
		if err == nil {
			fmt.Fprintln(stdout, secret)
		}
		return err
	})
}
