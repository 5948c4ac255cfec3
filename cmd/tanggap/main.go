// Package main is the tanggap command: it wires the parts and starts them, one
// file per sub-command. It holds no rules of the domain.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// command is one sub-command; run returns its exit code: 0 done, 1 failed, 2 wrong use.
type command struct {
	name string // of one word or two
	args string // as the usage shows them
	does string
	run  func(args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

// commands are all there are, in the order `help` lists them.
func commands() []command {
	return []command{
		{"serve", "", "the service", serve},
		{"demo", "[--quiet]", "the service on a scratch database with a made-up regency in it; prints the logins", demo},
		{"migrate", "", "brings the schema of the database up to date", migrate},
		{"check", "", "looks at configuration, database, key and mail, and says what to do", check},
		{"user add", "--email E --role R [--unit U]", "adds a user; prints the first password, once", userAdd},
		{"user list", "", "lists the users", userList},
		{"token add", "--name N --scope S", "makes a token for the API; prints it, once", tokenAdd},
		{"seed", "--tickets N [--days D] [--seed S]", "fills the database with a made-up past, for measuring; prints what it did as JSON", seed},
		{"sweep", "[--at TIME]", "flags what is due; prints what it did as JSON", sweep},
		{"replay", "FILE | --ticket NUMBER", "proves the clocks of one ticket from a file, - for standard input, or from what is stored; prints JSON", replay},
		{"verify", "", "checks the database, the event chains, the clocks and the attachments; prints JSON", verify},
		{"import", "--csv FILE [--map text=COLUMN,…]", "takes reports in from a table; rejected rows go to FILE.rejected.csv", importFrom},
		{"version", "", "prints what this program was built from", version},
		{"help", "[COMMAND]", "lists the commands, or tells how to use one", help},
	}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run starts the command the arguments begin with and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if c, rest, ok := find(args); ok {
		return c.run(rest, stdin, stdout, stderr)
	}
	if len(args) > 0 && (args[0] == "-h" || args[0] == "--help") {
		return help(nil, stdin, stdout, stderr)
	}
	if len(args) > 0 {
		fmt.Fprintf(stderr, "tanggap: there is no command %q\n", args[0])
	}
	list(stderr, args)
	return 2
}

// find returns the command the arguments begin with, and the arguments behind its name.
func find(args []string) (command, []string, bool) {
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == c.name {
			return c, args[len(words):], true
		}
	}
	return command{}, nil, false
}
