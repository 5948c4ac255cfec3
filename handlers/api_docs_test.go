package handlers

import (
	"context"
	"encoding/json"
	"maps"
	"net"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tanggap/models"
)

var docBlock = regexp.MustCompile("(?s)```(sh|json)\n(.*?)```")

// TestDocs_examplesRun runs the commands of docs/api.md, with curl, in their order, and holds what is shown as their
// answers against what comes.
func TestDocs_examplesRun(t *testing.T) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("curl is not installed")
	}
	page, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	app, s := open(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	token, err := s.AddToken(context.Background(), models.System, "docs", "tickets:write")
	if err != nil {
		t.Fatal(err)
	}
	number, _ := reported(t, s, models.Intake{Text: "Lampu mati"})
	said, ran := "", 0
	for _, block := range docBlock.FindAllStringSubmatch(string(page), -1) {
		if block[1] == "json" {
			alike(t, said, block[2])
			continue
		}
		for _, command := range strings.Split(strings.ReplaceAll(block[2], "\\\n", ""), "\ncurl ") {
			command, isCurl := strings.CutPrefix("curl "+strings.TrimPrefix(command, "curl "), "curl ")
			if !isCurl || strings.HasPrefix(command, "export ") {
				continue
			}
			run := exec.Command("sh", "-c", curl+" -w '\\n%{http_code}' "+command)
			run.Env = append(os.Environ(), "TANGGAP=http://"+listener.Addr().String(), "TOKEN="+token, "NUMBER="+number)
			out, err := run.Output()
			body, status, _ := strings.Cut(string(out), "\n")
			if err != nil || status >= "300" && !strings.Contains(body, `"type":"about:blank"`) || status >= "500" {
				t.Errorf("curl %s\n%s %v", command, out, err)
			}
			if strings.HasPrefix(status, "4") != strings.Contains(command, "keluhan") {
				t.Errorf("curl %s\n%s", command, out)
			}
			said = body
			ran++
		}
	}
	if ran < 10 {
		t.Errorf("only %d commands were run", ran)
	}
}

// alike fails unless what the page shows has the fields of what was answered, all the way down.
func alike(t *testing.T, answered, shown string) {
	t.Helper()
	var got, want any
	if err := json.Unmarshal([]byte(answered), &got); err != nil {
		t.Fatalf("%s: %v", answered, err)
	}
	if err := json.Unmarshal([]byte(shown), &want); err != nil {
		t.Fatalf("%s: %v", shown, err)
	}
	if g, w := fieldsOf(got), fieldsOf(want); !slices.Equal(g, w) {
		t.Errorf("docs/api.md shows the fields\n%v\nof an answer with\n%v", w, g)
	}
}

// fieldsOf lists the paths of all fields; of a list, those of its first item.
func fieldsOf(value any) (paths []string) {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			paths = append(paths, name)
			for _, below := range fieldsOf(v[name]) {
				paths = append(paths, name+"."+below)
			}
		}
	case []any:
		if len(v) > 0 {
			return fieldsOf(v[0])
		}
	}
	return paths
}
