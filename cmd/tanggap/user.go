package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"tanggap/models"
)

func userAdd(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var u models.User
	var role, unit string
	var fromStdin bool
	c, _, err := configured("user add", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&u.Email, "email", "", "address to sign in with")
		f.StringVar(&u.Name, "name", "", "name, the address by default")
		f.StringVar(&role, "role", "", "agent, coordinator, supervisor, inspector, auditor or administrator")
		f.StringVar(&unit, "unit", "pemkab", "slug of the unit, several with commas")
		f.BoolVar(&fromStdin, "password-stdin", false, "read the password from standard input")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		password := rand.Text()[:16]
		if fromStdin {
			line, err := bufio.NewReader(stdin).ReadString('\n')
			if err != nil && err != io.EOF {
				return err
			}
			password = strings.TrimRight(line, "\r\n")
		}
		u.Role, u.MustChange = models.Role(role), !fromStdin // a password somebody chose is theirs, a printed one is not
		if _, err := s.AddUser(context.Background(), models.System, u, unit, password); err != nil {
			return err
		}
		if !fromStdin {
			fmt.Fprintln(stdout, password)
		}
		return nil
	})
}

// userList prints a line for every user; tabs between the columns, for cut and sort.
func userList(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	c, _, err := configured("user list", args, stderr, nil)
	return with(c, err, stderr, func(s *models.Store) error {
		ctx := context.Background()
		users, more, err := s.Users(ctx, models.System, models.UserFilter{})
		if err != nil {
			return err
		}
		units, err := s.Units(ctx)
		if err != nil {
			return err
		}
		slugs := map[int64]string{}
		for _, u := range units {
			slugs[u.ID] = u.Slug
		}
		table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "EMAIL\tROLE\tUNITS\tACTIVE\tSEEN\tNAME")
		for _, u := range users {
			homes := make([]string, len(u.Units))
			for i, id := range u.Units {
				homes[i] = slugs[id]
			}
			seen := "never"
			if u.SeenAt.Set() {
				seen = u.SeenAt.Std().Format("2006-01-02")
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%v\t%s\t%s\n", u.Email, u.Role, strings.Join(homes, ","), u.Active, seen, u.Name)
		}
		if more {
			fmt.Fprintln(stderr, "there are more; the settings search them")
		}
		return table.Flush()
	})
}
