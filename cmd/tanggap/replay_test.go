package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

const scenarioDocument = `{"calendar": {"zone": "Asia/Jakarta", "week": {"fri": ["07:30-11:30", "13:00-16:30"], "mon": ["07:30-16:00"]}},
	"targets": {"first_response": "4h"},
	"events": [{"at": "2026-11-20T15:30:00+07:00", "type": "received"}], "at": "2026-11-20T16:00:00+07:00"}`

func TestReplay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ticket.json")
	if err := os.WriteFile(file, []byte(scenarioDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		args  []string
		stdin string
		code  int
		told  string // on standard error
	}{
		{"a file", []string{file}, "", 0, ""},
		{"standard input", []string{"-"}, scenarioDocument, 0, ""},
		{"nothing named", nil, "", 2, "usage: "},
		{"two files", []string{file, file}, "", 2, "usage: "},
		{"an unknown flag", []string{"--loud"}, "", 2, "usage: "},
		{"a file that is not there", []string{file + "x"}, "", 1, "replay: open "},
		{"a wrong scenario", []string{"-"}, strings.Replace(scenarioDocument, "4h", "0h", 1), 2, "replay: targets.first_response: "},
		{"no JSON", []string{"-"}, "{", 2, "replay: scenario: is not JSON"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := replay(tt.args, strings.NewReader(tt.stdin), &stdout, &stderr)
			if code != tt.code || !strings.HasPrefix(stderr.String(), tt.told) || strings.Count(stderr.String(), "\n") != min(code, 1) {
				t.Errorf("replay %v: exit %d, %q; want exit %d and one line %q", tt.args, code, stderr.String(), tt.code, tt.told)
			}
			if code != 0 {
				if stdout.Len() > 0 {
					t.Errorf("replay %v: %q on standard output, want nothing", tt.args, stdout.String())
				}
				return
			}
			var got struct {
				Clocks []struct{ Target, State, Due string }
				Next   string `json:"next_due"`
			}
			if err := json.Unmarshal(stdout.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if want := "2026-11-23T10:30:00+07:00"; len(got.Clocks) != 1 || got.Clocks[0].Due != want || got.Next != want {
				t.Errorf("replay %v: got %+v, want due %s", tt.args, got, want)
			}
		})
	}
}

func TestReplay_unreadable(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := replay([]string{"-"}, iotest.ErrReader(errors.New("disk on fire")), &stdout, &stderr)
	if code != 1 || !strings.Contains(stderr.String(), "disk on fire") {
		t.Errorf("exit %d, %q; want exit 1 with the cause", code, stderr.String())
	}
}
