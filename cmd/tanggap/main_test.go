package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tanggap runs a command in a data folder of its own and returns what it printed.
func tanggap(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, notes bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &notes)
	return code, out.String(), notes.String()
}

// inScratch gives the commands of a test an empty data folder and nothing else.
func inScratch(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	t.Setenv("TANGGAP_DATA", folder)
	t.Setenv("TANGGAP_DATABASE_URL", "")
	return folder
}

func TestHelp_listsEveryCommand(t *testing.T) {
	code, all, _ := tanggap(t, "help")
	if code != 0 {
		t.Errorf("help: exit code %d", code)
	}
	for _, c := range commands() {
		if !strings.Contains(all, "\n  "+c.name) {
			t.Errorf("help does not list %q:\n%s", c.name, all)
		}
		code, one, notes := tanggap(t, append([]string{"help"}, strings.Fields(c.name)...)...)
		if code != 0 || !strings.Contains(one+notes, "usage: tanggap "+c.name) || !strings.Contains(one+notes, c.does) {
			t.Errorf("help %s: exit code %d, %q, %q", c.name, code, one, notes)
		}
	}
}

func TestRun_wrongUse(t *testing.T) {
	inScratch(t)
	for name, args := range map[string][]string{
		"nothing": {}, "unknown": {"melayani"}, "half a name": {"user"}, "unknown flag": {"sweep", "--wann", "x"},
		"argument too many": {"migrate", "now"}, "value of another kind": {"sweep", "--at", "tomorrow"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, notes := tanggap(t, args...)
			if code != 2 || out != "" || notes == "" {
				t.Errorf("exit code %d, stdout %q, stderr %q; want 2, nothing, and what is wrong", code, out, notes)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	folder := inScratch(t)
	code, out, _ := tanggap(t, "check")
	if code != 0 || !strings.Contains(out, "`tanggap migrate` makes it") {
		t.Errorf("on nothing: exit code %d\n%s", code, out)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("check made something: %v", err)
	}
	if code, _, notes := tanggap(t, "migrate"); code != 0 {
		t.Fatal(notes)
	}
	if code, out, _ = tanggap(t, "check"); code != 0 || strings.Count(out, "\nok ")+1 < 4 {
		t.Errorf("on a house: exit code %d\n%s", code, out)
	}
	t.Setenv("TANGGAP_KEY", strings.Repeat("ab", 32))
	t.Setenv("TANGGAP_ADRR", ":80")
	code, out, _ = tanggap(t, "check")
	if code != 1 || !strings.Contains(out, "failed  key") || !strings.Contains(out, "TANGGAP_ADRR is no variable") {
		t.Errorf("with another key: exit code %d\n%s", code, out)
	}
	if code, _, notes := tanggap(t, "user", "list"); code != 1 || !strings.Contains(notes, "TANGGAP_KEY") {
		t.Errorf("a command with another key: exit code %d, %q", code, notes)
	}
}

func TestUsers(t *testing.T) {
	inScratch(t)
	code, password, notes := tanggap(t, "user", "add", "--email", "sari@dinas.example", "--role", "administrator")
	if code != 0 || len(strings.TrimSpace(password)) < 10 {
		t.Fatalf("user add: exit code %d, %q, %q", code, password, notes)
	}
	code, out, notes := tanggap(t, "user", "list")
	if code != 0 || !strings.Contains(out, "sari@dinas.example") || !strings.Contains(out, "pemkab") {
		t.Errorf("user list: exit code %d, %q, %q", code, out, notes)
	}
	if code, _, notes = tanggap(t, "user", "add", "--email", "sari@dinas.example", "--role", "raja"); code != 2 ||
		!strings.Contains(notes, "raja") {
		t.Errorf("a role that is none: exit code %d, %q", code, notes)
	}
}
