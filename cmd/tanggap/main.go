// Package main is the tanggap command: it wires the parts and starts them, one
// file per sub-command. It holds no rules of the domain.
package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// commands are the sub-commands by name; each returns its exit code: 0 done,
// 1 failed, 2 wrong use.
var commands = map[string]func(args []string, stdin io.Reader, stdout, stderr io.Writer) int{
	"demo":    demo,
	"migrate": migrate,
	"replay":  replay,
	"serve":   serve,
	"sweep":   sweep,
	"token":   token,
	"user":    user,
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run starts the command named by the first argument and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		if command, ok := commands[args[0]]; ok {
			return command(args[1:], stdin, stdout, stderr)
		}
	}
	names := slices.Sorted(maps.Keys(commands))
	fmt.Fprintln(stderr, "usage: tanggap COMMAND, one of:", strings.Join(names, ", "))
	return 2
}
