package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors is the house: a package may import only packages of a lower floor.
// A package that is not named here stands on the floor of the nearest folder above it.
var floors = map[string]int{
	"tanggap/models/sla": 0, "tanggap/models/text": 0, "tanggap/models/migrations": 0, "tanggap/channels": 0,
	"tanggap/channels/": 1, "tanggap/channels/email/smtptest": 0, "tanggap/channels/telegram/bottest": 0,
	"tanggap/cmd/tanggap/regency": 1,
	"tanggap/models":              2, "tanggap/views": 2,
	"tanggap/handlers": 3, "tanggap/jobs": 3,
	"tanggap/cmd": 4, "tanggap/bench": 4,
}

// rooms names the modules that only some packages may know, with the rooms that may.
var rooms = map[string][]string{
	"github.com/gofiber/": {"tanggap/handlers", "tanggap/cmd"},
	"gorm.io/":            {"tanggap/models", "tanggap/bench"}, // there as a yardstick
}

// listed is what `go list` says about one package that matters here.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func TestFloors(t *testing.T) {
	for _, p := range packages(t) {
		from, ok := floor(p.ImportPath)
		if !ok {
			t.Errorf("%s stands on no floor: name it in floors_test.go", p.ImportPath)
		}
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if to, ok := floor(imported); ok && to >= from && imported != p.ImportPath {
				t.Errorf("%s (floor %d) imports %s (floor %d)", p.ImportPath, from, imported, to)
			}
			if !mayKnow(p.ImportPath, imported) {
				t.Errorf("%s may not import %s", p.ImportPath, imported)
			}
			if pure(p.ImportPath) && strings.Contains(imported, ".") && slices.Contains(p.Imports, imported) {
				t.Errorf("%s may use the standard library only, not %s", p.ImportPath, imported)
			}
		}
	}
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "tanggap/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// floor walks up from a package to the nearest folder that has a floor; false when none has.
func floor(path string) (int, bool) {
	if n, ok := floors[path]; ok {
		return n, true
	}
	for i := strings.LastIndex(path, "/"); i > 0; i = strings.LastIndex(path[:i], "/") {
		if n, ok := floors[path[:i+1]]; ok {
			return n, true
		}
		if n, ok := floors[path[:i]]; ok {
			return n, true
		}
	}
	return 0, false
}

func mayKnow(path, imported string) bool {
	for module, allowed := range rooms {
		if strings.HasPrefix(imported, module) {
			return slices.ContainsFunc(allowed, func(room string) bool { return within(path, room) })
		}
	}
	return true
}

func within(path, room string) bool { return path == room || strings.HasPrefix(path, room+"/") }

// pure names the packages that are plain functions, so that anyone can check them without our modules.
func pure(path string) bool { return path == "tanggap/models/sla" }
