package views

import "time"

func (f fixture) errand() *Errand {
	return &Errand{
		ID: 7, Action: "assign", Of: "assign", What: f.s("Dewi"), State: "done", Total: 40, Done: 38, Refused: 2, Asked: ago(time.Hour),
		Ended: ago(time.Minute), Undoable: true, Shown: "refused", Next: "/errands/7?after=" + f.s("9"),
		Results: []ErrandResult{{Number: f.s("TGP-2026-004211"), Reason: f.s("Sudah diubah orang lain.")}},
	}
}

func (f fixture) errandForm() *ErrandForm {
	return &ErrandForm{
		Query: "tab=unit&ticket=TGP-2026-004211", Back: "/inbox?tab=" + f.s("unit"), Count: 3, Limit: 100000, Answers: 1000, Open: "answer",
		Request: f.s("k3"), Hours: 24, Transfer: true, Reason: f.s("Iklan"), Text: f.s("Yth. warga"), People: f.names(),
		Categories: f.options(), Units: f.names(), Macros: f.options(), Kinds: families["kind"], Priorities: families["priority"],
		Variables: families["variable"],
	}
}
