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
	c, _, err := configured("token add", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&name, "name", "", "what the token is for")
		f.StringVar(&scope, "scope", "", "all, tickets:read, tickets:write, submit, reports:read; several with commas")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		secret, err := s.AddToken(context.Background(), models.System, name, scope)
		if err == nil {
			fmt.Fprintln(stdout, secret)
		}
		return err
	})
}
