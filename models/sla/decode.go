package sla

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// node is a piece of a JSON document and the path to it, so that a mistake can
// be named. encoding/json alone would let unknown, repeated and wrongly cased
// fields pass, or not say which event they stand in.
type node struct {
	path string
	raw  json.RawMessage
}

func (n node) wrong(reason string, args ...any) error {
	return wrong(ErrInput, n.path, reason, args...)
}

func (n node) key(name string) node {
	if n.path != "" && n.path != root {
		name = n.path + "." + name
	}
	return node{path: name}
}

// root is the name of the whole document in messages.
const root = "scenario"

// absent tells whether a field was left out or is null.
func (n node) absent() bool { return len(n.raw) == 0 || string(n.raw) == "null" }

// object returns the fields of an object. It refuses fields that are not
// allowed or given twice; with none allowed, all are.
func (n node) object(allowed ...string) (map[string]node, error) {
	dec := json.NewDecoder(bytes.NewReader(n.raw))
	if token, err := dec.Token(); err != nil || token != json.Delim('{') {
		return nil, n.wrong("must be an object")
	}
	fields := make(map[string]node)
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, n.wrong("is not JSON: %v", err)
		}
		name, _ := token.(string)
		if len(allowed) > 0 && !slices.Contains(allowed, name) {
			return nil, n.wrong("has an unknown field %s: it may have %s", quoted(name), strings.Join(allowed, ", "))
		}
		if _, twice := fields[name]; twice {
			return nil, n.wrong("has the field %s twice", quoted(name))
		}
		field := n.key(name)
		if err := dec.Decode(&field.raw); err != nil {
			return nil, n.wrong("is not JSON: %v", err)
		}
		fields[name] = field
	}
	return fields, nil
}

// pick returns a field, with its path even if it is not there.
func (n node) pick(fields map[string]node, name string) node {
	if f, ok := fields[name]; ok {
		return f
	}
	return n.key(name)
}

// list returns the elements of an array.
func (n node) list() ([]node, error) {
	var raws []json.RawMessage
	if n.absent() || json.Unmarshal(n.raw, &raws) != nil {
		return nil, n.wrong("must be a list")
	}
	nodes := make([]node, len(raws))
	for i, raw := range raws {
		nodes[i] = node{fmt.Sprintf("%s[%d]", n.path, i), raw}
	}
	return nodes, nil
}

func (n node) text() (string, error) {
	var s string
	if len(n.raw) == 0 {
		return "", n.wrong("is missing")
	}
	if n.absent() || json.Unmarshal(n.raw, &s) != nil {
		return "", n.wrong("must be a text in quotes")
	}
	return s, nil
}

// texts returns a list of texts.
func (n node) texts() ([]string, error) {
	nodes, err := n.list()
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(nodes))
	for i, e := range nodes {
		if texts[i], err = e.text(); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// time returns an instant of the years 1 to 9999.
func (n node) time() (time.Time, error) {
	s, err := n.text()
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, n.wrong("%s is no time: write it with its offset, as 2026-11-20T15:30:00+07:00", quoted(s))
	}
	if u := t.Unix(); u < firstInstant || u > lastInstant {
		return time.Time{}, n.wrong("%s lies outside the years 1 to 9999", quoted(s))
	}
	return t, nil
}
