package views

import "time"

func (f fixture) files() []File {
	return []File{
		{Name: f.s("lampu-padam.jpg"), Href: "/assets/x/mark.svg", Type: "image/jpeg", Size: 820_000},
		{Name: f.s("surat RT 03.pdf"), Href: "/files/2", Type: "application/pdf", Size: 3_400_000},
		{Name: f.s("hilang.pdf"), Type: "application/pdf", Missing: true},
	}
}

func (f fixture) messages() []Message {
	return []Message{
		{
			ID: 1, Direction: "in", Author: f.s("@warga.kijang"), At: ago(52 * time.Hour), State: "received", Files: f.files(),
			Text: f.s("min lampu jalan depan gg. Alamanda udah 2 minggu mati, gelap bgt kalo malam.\ntolong dicek dong 🙏 hp saya 08••••••321"),
		},
		{
			ID: 2, Direction: "note", Author: f.s("Dewi"), At: ago(50 * time.Hour), State: "noted",
			Text: f.s("Sudah saya telepon petugas lapangan, tiang nomor 114. Menunggu mobil tangga."),
		},
		{
			ID: 3, Direction: "out", Author: f.s("Rani Puspita"), At: ago(49 * time.Hour), State: "sent",
			Text: f.s("Yth. Kakak, terima kasih laporannya. Petugas kami memeriksa tiang itu paling lambat Rabu, 25 November 2026.\nSalam, Admin Dinas Perhubungan"),
		},
		{ID: 4, Direction: "in", Author: "", At: ago(3 * time.Hour), State: "received", Text: f.s("masih gelap kak sampai semalam")},
		{
			ID: 5, Direction: "out", Author: f.s("Rani Puspita"), At: ago(2 * time.Hour), State: "failed",
			Sends: []Send{
				{ID: 8, What: "reply", State: "failed", Error: f.s("Server surel menolak alamat penerima.")},
				{ID: 9, What: "mail", State: "unknown", Error: f.s("sambungan terputus")},
				{ID: 10, What: "receipt", State: "queued", Error: f.s("421 nanti lagi"), Next: noon.Add(time.Minute)},
			}, Text: f.s("Mohon maaf, mobil tangga baru tiba siang ini."),
		},
		{
			ID: 6, Direction: "out", Author: f.s("Rani Puspita"), At: ago(time.Minute), State: "queued",
			UndoUntil: noon.Add(9 * time.Second), LeavesAt: noon.Add(20 * time.Hour), Text: f.s("Lampu sedang dikerjakan hari ini, Kak. Kami kabari setelah menyala."),
		},
	}
}

func (f fixture) clocks() []Clock {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 0, 0, 0, 0, time.FixedZone("", 7*3600)) }
	steps := []Step{
		{Date: day(20), From: f.s("15.30"), To: "16.30", Counted: time.Hour},
		{Date: day(21), Skip: "weekend"},
		{Date: day(22), Skip: f.s("Hari libur contoh")},
		{Date: day(23), From: "07.30", To: "10.30", Counted: 3 * time.Hour},
	}
	return []Clock{
		{
			Target: "first_response", State: "met", Amount: "4h", Policy: f.s("Pengaduan biasa"), Started: ago(52 * time.Hour),
			Basis: f.s("Keputusan contoh"), Calendar: f.s("Jam kantor"), Stopped: ago(49 * time.Hour),
			Due: Due{Level: "met", At: ago(48 * time.Hour), Target: "first_response"}, Used: 2 * time.Hour, Steps: steps,
		},
		{
			Target: "next_response", State: "running", Amount: "4h", Started: ago(3 * time.Hour), Misses: 2, Used: 3 * time.Hour,
			Flags: []Raised{{Level: "near", At: ago(time.Hour), Told: f.s("Dewi, Hendra")}},
			Due:   Due{Level: "near", At: noon.Add(70 * time.Minute), Target: "next_response"}, Steps: steps,
		},
		{
			Target: "resolution", State: f.s("running"), Amount: f.s("14wd"), Started: ago(52 * time.Hour),
			Due: Due{Level: "ok", At: noon.Add(12 * 24 * time.Hour), Target: "resolution"},
		},
	}
}

func (f fixture) ticket() *Ticket {
	return &Ticket{
		Number: f.s("TGP-2026-004211"), Path: "/tickets/" + f.s("TGP-2026-004211"), Kind: "complaint", Category: f.s("Lampu jalan"),
		Unit: f.s("Dinas Perhubungan"), Channel: "instagram", Account: f.s("@dishub.contoh"), Status: "open", Priority: "high",
		Privacy: "anonymous", Assignee: f.s("Dewi"), Received: ago(52 * time.Hour),
		Due: Due{Level: "near", At: noon.Add(70 * time.Minute), Target: "next_response"},
		Why: []string{f.s("Kategori Lampu jalan: “lampu”, “gelap”"), f.s("Unit: pemilik kategori")}, Messages: f.messages(), Clocks: f.clocks(),
		Place: PlaceBox{Name: f.s("Kijang Kota, Bintan Timur"), Text: f.s("depan gang Alamanda"), Lat: "0.8453", Long: "104.6021"},
		Files: f.files(), Citizen: CitizenBox{Name: f.s("@warga.kijang"), Email: f.s("w•••@contoh.id"), Phone: f.s("08••••••321"), Earlier: f.rows(3), More: 2},
		History: []Event{
			{Type: "opened", Actor: f.s("Warga"), At: ago(52 * time.Hour)},
			{Type: "classified", Actor: f.s("Dewi"), Detail: f.s("Komentar → Pengaduan"), At: ago(51 * time.Hour)},
			{Type: "due_changed", Actor: "Tanggap", Was: noon, Until: noon.Add(time.Hour), At: ago(50 * time.Hour)},
			{Type: "due_changed", Actor: f.s("Admin"), Detail: f.s("Kebijakan"), At: ago(49 * time.Hour), Moves: []Move{
				{Target: "resolution", Was: noon, Until: noon.Add(time.Hour)},
				{Target: "resolution", Was: noon, Ended: true},
				{Target: "first_response", Until: noon},
				{Target: "next_response", Paused: true},
			}},
		},
		Pause:     &Pause{Question: f.s("Nomor tiangnya berapa, Kak?"), By: f.s("Dewi"), Since: ago(time.Hour), Until: noon.Add(240 * time.Hour)},
		Undecided: &Transfer{ID: 4, From: f.s("Dinas Perumahan"), To: f.s("Dinas Perhubungan"), Reason: f.s("Lampu ini di jalan utama."), By: f.s("Hendra"), At: ago(5 * time.Hour), AcceptBy: ago(time.Hour), Late: true},
		Returned:  f.odd != "",
		Desks: Desks{Hops: 1, Working: 5 * time.Hour, Calendar: 29 * time.Hour, Rows: []Desk{
			{Unit: f.s("Dinas Perumahan"), From: ago(29 * time.Hour), To: ago(5 * time.Hour), Working: 3 * time.Hour, Calendar: 24 * time.Hour},
			{Unit: f.s("Dinas Perhubungan"), From: ago(5 * time.Hour), Working: 2 * time.Hour, Calendar: 5 * time.Hour},
		}},
		Stream: "/tickets/TGP-2026-004211/stream", Conflict: f.odd != "", Event: 77, Anyhow: "send",
		Present: []Present{{Name: f.s("Dewi"), Writing: true}, {Name: f.s("Hendra")}}, Fresh: []Message{{Direction: "out", Author: f.s("Dewi"), Text: f.s("Sudah."), At: ago(time.Minute)}},
		Extension: &Extension{ID: 3, Amount: f.s("7wd"), Reason: f.s("Dokumen di arsip provinsi."), By: f.s("Dewi"), At: ago(time.Hour)},
		Closing:   &Closing{Outcome: "archived", Reason: f.s("Iklan"), By: f.s("Dewi"), At: ago(time.Hour)},
		Reply:     ReplyForm{Seen: 6, Most: 280, In: "weighted", Signature: f.s("Dinas Perhubungan"), Request: f.s("r1"), Text: f.odd, Reaches: "network", To: f.s("@dishub.contoh"), Limit: 20000, FilesLimit: 5, FileSizeMB: 10, HadFiles: f.odd != "", Note: f.odd, Question: f.odd, Draft: f.composing(), NoteDraft: f.composing(), Macros: f.options(), Ask: f.odd, Opens: noon.Add(20 * time.Hour)},
		Forms: TicketForms{
			Kinds: families["kind"], Priorities: families["priority"], Categories: f.options(), Units: f.names(), Places: f.options(),
			People: f.names(), Kind: "complaint", Priority: "high", Place: f.s("depan gang Alamanda"), Reason: f.odd, Closure: f.odd,
			ArchiveReason: f.odd, ReopenReason: f.odd, ReturnNote: f.odd, PauseDays: f.s("5"), PauseDaysLimit: 14, Me: "7",
		},
		Tidy: f.tidy(),
		Actions: Actions{
			Reply: true, Note: true, Classify: true, Assign: true, Transfer: true, Decide: true, Pause: true, EndPause: true,
			Extend: true, Approve: true, Close: true, Take: true, Reopen: true,
		},
	}
}

func (f fixture) tidy() Tidy {
	return Tidy{
		Into:      &Merged{Number: f.s("TGP-2026-000007"), Href: "/tickets/TGP-2026-000007", Reason: f.s("Lampu yang sama"), By: f.s("Dewi"), At: ago(time.Hour)},
		Taken:     []Beside{{Number: f.s("TGP-2026-000009"), Href: "/tickets/TGP-2026-000009", Status: "merged"}},
		Incidents: []IncidentHint{{ID: 1, Title: f.s("Listrik padam"), Href: "/incidents/1"}, {ID: 2, Title: f.s("Air mati"), Href: "/incidents/2", In: true}},
		Alike:     []Alike{{Beside: Beside{Number: f.s("TGP-2026-000008"), Href: "/tickets/TGP-2026-000008", Status: "open"}, Excerpt: f.s(excerpts[0]), Why: []string{"words", "place"}, Received: ago(time.Hour), Merge: true}},
		Open:      true, Leave: true, IncidentTitle: f.odd, IncidentAbout: f.odd, LeaveReason: f.odd,
		Merge: true, Unmerge: true, MergeInto: f.odd, MergeReason: f.odd, UnmergeReason: f.odd,
	}
}

func (f fixture) incident() *Incident {
	row := IncidentTicket{Number: f.s("TGP-2026-000009"), Href: "/tickets/TGP-2026-000009", Author: f.s("Ani"), Excerpt: f.s(excerpts[0]), Status: "open", State: "sent", Received: noon}
	return &Incident{
		IncidentRow: IncidentRow{Title: f.s("Listrik padam"), Href: "/incidents/1", Unit: f.s("Dinas Perhubungan"), Tickets: 4, Open: 3, Since: ago(time.Hour)},
		Path:        "/incidents/1", About: f.s("Trafo"), By: f.s("Dewi"), Rows: []IncidentTicket{row}, Similar: []IncidentTicket{row},
		MayAnswer: true, MayEnd: true, Variables: []string{"nama"}, Text: f.odd, Note: f.odd, Resolves: true,
		Answers: []IncidentAnswer{
			{ID: 1, Text: f.s("Yth. nama"), State: "pending", By: f.s("Dewi"), At: ago(time.Hour), MayDecide: true},
			{ID: 2, Text: f.s("Menyala."), State: "sending", By: f.s("Dewi"), Decider: f.s("Rudi"), Note: f.s("Ya"), At: ago(time.Hour), Resolves: true, Waiting: 1, Queued: 2, Skipped: 1, All: 4},
			{ID: 3, Text: f.s("Menyala."), State: "pending", By: f.s("Dewi"), At: ago(time.Hour)},
		},
	}
}

func (f fixture) proof() *ClockProof {
	clocks := f.clocks()
	clocks[0].PolicyFrom, clocks[0].Version, clocks[0].VersionAt, clocks[0].StoppedBy = ago(2400*time.Hour), 3, ago(2000*time.Hour), f.s("Dewi")
	clocks[0].Stopped = ago(time.Hour)
	clocks[0].Pauses = []ClockPause{{From: ago(30 * time.Hour), To: ago(20 * time.Hour), Why: "paused"}, {From: ago(time.Hour), Why: "resolved"}}
	clocks[0].Changes = []ClockChange{{At: ago(40 * time.Hour), From: noon, To: noon.Add(time.Hour), Who: f.s("Rudi"), Why: f.s("holiday")}, {At: noon}}
	return &ClockProof{
		Number: f.s("TGP-2026-004211"), Path: "/tickets/" + f.s("TGP-2026-004211"), Unit: f.s("Dinas Perhubungan"), Status: "open",
		Kind: "complaint", Received: ago(52 * time.Hour), At: noon, Clocks: clocks, Desks: f.ticket().Desks, Events: 12, Event: 77,
		Hash: f.s("9f2c4a"), Intact: f.odd == "",
		Measured: []Measured{{
			Target: "next_response", Round: 2, State: "late", Started: ago(9 * time.Hour), Due: ago(5 * time.Hour), Stopped: ago(4 * time.Hour),
			Working: time.Hour, Calendar: 5 * time.Hour, Unit: f.s("Dinas Perhubungan"), By: f.s("Dewi"), Undone: true,
			Policy: f.s("Pengaduan"), Basis: f.s("PermenPANRB 62/2018"), PolicyFrom: ago(2400 * time.Hour),
		}},
	}
}

func (f fixture) report() *Report {
	return &Report{
		Kinds: families["kind"][:6], Categories: f.options(), Places: f.options(), Privacies: families["privacy"], TextLimit: 20000,
		FilesLimit: 5, FileSizeMB: 10, Request: f.s("k1"), Text: f.odd, Name: f.odd, Email: f.odd, Phone: f.odd, Place: f.odd,
		HadFiles: f.odd != "",
	}
}

func (f fixture) track() *Track {
	return &Track{
		Number: f.s("TGP-2026-004211"), Status: "answered", Kind: "complaint", Category: f.s("Lampu jalan"), Unit: f.s("Dinas Perhubungan"),
		Received: ago(52 * time.Hour), Due: Due{Level: "ok", At: noon.Add(50 * time.Hour), Target: "resolution"},
		Messages: []TrackMessage{
			{Mine: true, Text: f.s(excerpts[0]), At: ago(52 * time.Hour), Files: f.files()},
			{From: f.s("Dinas Perhubungan"), Text: f.s("Terima kasih laporannya. Petugas kami memeriksa paling lambat Rabu."), At: ago(49 * time.Hour)},
		},
		Steps: []TrackStep{
			{Key: "received", At: ago(52 * time.Hour)},
			{Key: "routed", To: f.s("Dinas Perhubungan"), At: ago(51 * time.Hour)},
			{Key: "answered", To: f.s("Dinas Perhubungan"), At: ago(49 * time.Hour)},
		},
		Question: f.s("Nomor tiangnya berapa, Kak?"), Until: noon.Add(240 * time.Hour), HadFiles: true, CanWrite: true, CanConfirm: true, CanReopen: true, Text: f.odd, Reason: f.odd, FilesLimit: 5,
		FileSizeMB: 10, Request: f.s("k2"),
	}
}

func (f fixture) thanks() *Thanks {
	return &Thanks{
		Number: f.s("TGP-2026-004212"), Code: f.s("7K2M-9QXD-4TVA"), Track: "/lacak", Email: f.s("w•••@contoh.id"),
		Due: noon.Add(4 * time.Hour), Unit: f.s("Dinas Perhubungan"), Repeated: f.odd != "",
	}
}

// public and staff name every page with its struct; the test of the folder keeps them complete.
func (f fixture) public() map[string]any {
	return map[string]any{
		"portal": f.portal(), "lapor": f.report(), "thanks": f.thanks(), "lacak": &TrackForm{Number: f.odd, Code: f.odd, Text: f.odd},
		"track": f.track(), "login": &Login{Email: f.odd, Next: f.s("/inbox"), Held: true}, "transparansi": f.figures(),
		"error": &Fault{Status: 500, Key: "internal", Reference: f.s("a91f-22c0"), Back: f.s("/lapor"), Again: f.kept()},
	}
}

func (f fixture) staff() map[string]any {
	return map[string]any{
		"settings": f.settings(), "inbox": f.inbox(20), "dashboard": f.dashboard(), "behind": f.behind(), "ticket": f.ticket(), "clocks": f.proof(), "notices": f.notices(), "account": f.account(), "new": f.newTicket(),
		"drafts": f.drafts(), "commands": &Commands{Places: f.names(), Keys: f.names()}, "offline": nil, "macros": f.macros(), "macro": f.macro(),
		"errand": f.errand(), "errands": &Errands{Rows: []Errand{*f.errand()}}, "errand_new": f.errandForm(),
		"incident": f.incident(), "incidents": &Incidents{Rows: []IncidentRow{f.incident().IncidentRow}},
	}
}

func (f fixture) notices() *Notices {
	return &Notices{Unread: 2, Next: "/notices?cursor=" + f.s("x"), Items: []Notice{
		{Key: "flag.late", Args: []any{"Number", f.s("TGP-2026-004180")}, Href: "/tickets/1", Level: "late", At: ago(time.Hour)},
		{Key: "assigned", Args: []any{"Number", f.s("TGP-2026-004199")}, Href: "/tickets/2", At: ago(5 * time.Hour)},
		{Key: "citizen_wrote", Args: []any{"Number", f.s("TGP-2026-004011")}, Href: f.s("/tickets/3"), At: ago(50 * time.Hour), Read: true},
	}}
}

func (f fixture) account() *Account {
	return &Account{
		Name: f.s("Rani Puspita"), Email: f.s("rani@contoh.id"), Role: "supervisor", Units: []string{f.s("Dinas Perhubungan")},
		Lang: "id", MustChange: true, MinPassword: 12, Sessions: []Session{
			{ID: 1, Agent: f.s("Firefox, Linux"), Address: "10.0.0.4", Since: ago(50 * time.Hour), Seen: ago(0), Current: true},
			{ID: 2, Agent: f.s("Chrome, Android"), Address: f.s("10.0.0.9"), Since: ago(300 * time.Hour), Seen: ago(30 * time.Hour)},
		},
		Signature: f.s("Rani, Bidang Lalu Lintas"), SignatureLimit: 200, Answers: true, Scopes: families["scope"],
		Token: TokenForm{Name: f.odd, Scopes: map[string]bool{"submit": true}}, TokenSecret: f.odd,
		Tokens: []OwnToken{{ID: 3, Name: f.s("Skrip"), Scopes: []string{"submit", "tickets:read"}, Since: ago(time.Hour)}},
	}
}

func (f fixture) newTicket() *NewTicket {
	return &NewTicket{
		Channels: []string{"phone", "letter", "visit", "email"}, Kinds: families["kind"][:6], Categories: f.options(),
		Units: f.names(), Places: f.options(), Priorities: families["priority"], Privacies: families["privacy"], FilesLimit: 5,
		FileSizeMB: 10, Request: f.s("k3"), TextLimit: 20000, AnyUnit: true, Latest: f.s("2026-11-24T11:30"), HadFiles: f.odd != "", Text: f.odd, Name: f.odd, Email: f.odd, Phone: f.odd, Place: f.odd, At: f.odd,
	}
}
