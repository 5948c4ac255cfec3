package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"text/tabwriter"
)

// help lists the commands, or shows the usage and flags of one.
func help(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		list(stdout, nil)
		return 0
	}
	c, rest, ok := find(args)
	if !ok || len(rest) > 0 {
		fmt.Fprintf(stderr, "tanggap: there is no command %q\n", strings.Join(args, " "))
		list(stderr, args)
		return 2
	}
	if c.name == "help" {
		usage(stdout, c.name, true)
		return 0
	}
	return c.run([]string{"-h"}, stdin, stdout, stdout)
}

// list writes the commands; of a name that begins several, only those.
func list(w io.Writer, args []string) {
	chosen := commands()
	if len(args) > 0 {
		var begun []command
		for _, c := range chosen {
			if strings.HasPrefix(c.name, args[0]+" ") {
				begun = append(begun, c)
			}
		}
		if len(begun) > 0 {
			chosen = begun
		}
	}
	fmt.Fprintln(w, "usage: tanggap COMMAND …")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range chosen {
		fmt.Fprintf(table, "  %s\t%s\n", strings.TrimSpace(c.name+" "+c.args), c.does)
	}
	_ = table.Flush()
	fmt.Fprintln(w, "Exit codes: 0 done, 1 failed, 2 wrong use. `tanggap help COMMAND` lists flags and their variables.")
}

// usage writes the one line that says how a command is called; asked for, also what it does.
func usage(w io.Writer, name string, asked bool) {
	for _, c := range commands() {
		if c.name == name {
			fmt.Fprintln(w, "usage: tanggap", strings.TrimSpace(c.name+" "+c.args))
			if asked {
				fmt.Fprintln(w, c.does)
			}
		}
	}
}

// Set by the linker: -X main.builtAs=v1.2.3
var builtAs string

// version prints what the program was built from; a plain `go build` knows its revision all the same.
func version(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		return wrongUse(stderr, "version", args)
	}
	name := builtAs
	if info, ok := debug.ReadBuildInfo(); ok && name == "" {
		name = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && !strings.Contains(name, s.Value[:min(7, len(s.Value))]) {
				name += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintln(stdout, "tanggap", name, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
	return 0
}

// wrongUse answers arguments that a command does not take, and those who ask for help.
func wrongUse(stderr io.Writer, name string, args []string) int {
	asked := len(args) > 0 && (args[0] == "-h" || args[0] == "--help")
	usage(stderr, name, asked)
	if asked {
		return 0
	}
	return 2
}
