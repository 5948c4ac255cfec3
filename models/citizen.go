package models

import (
	"encoding/json"
	"strings"
	"unicode"
)

// Person is who a citizen said to be; empty fields were not given.
type Person struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// person is a citizen as an intake brings them: what was said, and the handles they are known by.
type person struct {
	Person
	handle  string
	channel string
}

func personOf(in Intake) person {
	return person{
		Person: Person{Name: strings.TrimSpace(in.Name), Email: normalEmail(in.Email), Phone: normalPhone(in.Phone)},
		handle: in.Handle, channel: in.Channel,
	}
}

// shown is the author as lists show it; empty for somebody who wants no name seen.
func (p person) shown(privacy Privacy) string {
	switch {
	case privacy != Named:
		return ""
	case p.handle != "":
		return p.handle
	default:
		return p.Name
	}
}

// identity is one handle, address or number.
type identity struct{ kind, channel, value string }

func (p person) identities() []identity {
	var known []identity
	if p.handle != "" {
		known = append(known, identity{"handle", p.channel, p.handle})
	}
	if p.Email != "" {
		known = append(known, identity{"email", "", p.Email})
	}
	if p.Phone != "" {
		known = append(known, identity{"phone", "", p.Phone})
	}
	return known
}

// citizen returns the id of the person, found by any handle, address or number, never by name; 0 for nobody.
// A confidential reporter is always a new, sealed citizen: nothing links them to what they wrote before.
func (tx *Tx) citizen(p person, privacy Privacy) (int64, error) {
	known := p.identities()
	if len(known) == 0 && p.Name == "" {
		return 0, nil
	}
	if privacy == Confidential {
		raw, err := json.Marshal(p.Person)
		if err != nil {
			return 0, err
		}
		sealed := tx.store.keys.seal(raw)
		return tx.insert("INSERT INTO citizens (name, sealed, created_at) VALUES ('', ?, ?) RETURNING id", sealed, tx.now)
	}
	id, err := tx.knownCitizen(known)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		id, err = tx.insert("INSERT INTO citizens (name, created_at) VALUES (?, ?) RETURNING id", p.Name, tx.now)
		if err != nil {
			return 0, err
		}
	}
	for _, k := range known {
		err := tx.exec(`INSERT INTO identities (citizen_id, kind, channel, value, created_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, id, k.kind, k.channel, k.value, tx.now)
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

// knownCitizen looks in the order handle, address, number.
func (tx *Tx) knownCitizen(known []identity) (id int64, err error) {
	for _, k := range known {
		var found []int64
		err := tx.find(&found, "SELECT citizen_id FROM identities WHERE kind = ? AND channel = ? AND value = ?",
			k.kind, k.channel, k.value)
		if err != nil || len(found) > 0 {
			return append(found, 0)[0], err
		}
	}
	return 0, nil
}

// contact returns what a citizen gave, unsealed: for the outbox only, never for a page.
func (tx *Tx) contact(citizen int64) (Person, error) {
	if citizen == 0 {
		return Person{}, nil
	}
	var row struct {
		Name   string
		Sealed []byte
	}
	if err := tx.find(&row, "SELECT name, sealed FROM citizens WHERE id = ?", citizen); err != nil {
		return Person{}, err
	}
	if len(row.Sealed) > 0 {
		raw, err := tx.store.keys.unseal(row.Sealed)
		if err != nil {
			return Person{}, err
		}
		var p Person
		return p, json.Unmarshal(raw, &p)
	}
	p := Person{Name: row.Name}
	var known []identity
	err := tx.rows(func(scan func(...any) error) error {
		var k identity
		defer func() { known = append(known, k) }()
		return scan(&k.kind, &k.value)
	}, "SELECT kind, value FROM identities WHERE citizen_id = ? ORDER BY id", citizen)
	for _, k := range known {
		switch k.kind {
		case "email":
			p.Email = k.value
		case "phone":
			p.Phone = k.value
		}
	}
	return p, err
}

func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// normalPhone keeps digits and writes Indonesian numbers one way: 0812… and +62812… become 62812….
func normalPhone(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) && r < 128 {
			return r
		}
		return -1
	}, phone)
	if rest, ok := strings.CutPrefix(digits, "0"); ok {
		return "62" + rest
	}
	return digits
}
