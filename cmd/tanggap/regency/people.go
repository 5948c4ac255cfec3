package regency

import "math/rand/v2"

// Person is somebody who signs in. Unit is a slug; Role as in the handbook:
// agent, coordinator, supervisor, inspector, auditor, administrator.
type Person struct {
	Name, Email, Role, Unit string
}

// People returns the demo's users: one agent for each agency and sub-district,
// and the few others. Their e-mail addresses tell the office, because whoever
// tries the demo picks a user by office.
func People() []Person {
	t := teller{rnd: rand.New(rand.NewPCG(7, 7))}
	taken := make(map[string]bool)
	name := func() string {
		n := t.name()
		for taken[n] {
			n = t.name()
		}
		taken[n] = true
		return n
	}
	people := []Person{
		{name(), "admin@" + Domain, "administrator", "pemkab"},
		{name(), "koordinator@" + Domain, "coordinator", Coordinator},
		{name(), "koordinator2@" + Domain, "coordinator", Coordinator},
		{name(), "supervisor@" + Domain, "supervisor", "pemkab"},
		{name(), "sekda@" + Domain, "supervisor", "pemkab"},
		{name(), "kadis.pupr@" + Domain, "supervisor", "pupr"},
		{name(), "inspektur@" + Domain, "inspector", Inspectorate},
		{name(), "inspektur2@" + Domain, "inspector", Inspectorate},
		{name(), "auditor@" + Domain, "auditor", "pemkab"},
	}
	for _, u := range Units() {
		if u.Kind != Root {
			people = append(people, Person{name(), u.Slug + "@" + Domain, "agent", u.Slug})
		}
	}
	for _, slug := range Led() {
		people = append(people, Person{name(), "kadis." + slug + "@" + Domain, "supervisor", slug})
	}
	return people
}

// Led are the agencies, besides public works, whose head signs in too.
func Led() []string {
	return []string{"disdukcapil", "dlh", "dishub", "rsud", "perumda", "disdik", "bpbd"}
}
