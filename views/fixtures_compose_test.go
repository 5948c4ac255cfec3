package views

import "time"

func (f fixture) drafts() *Drafts {
	return &Drafts{Rows: []DraftRow{
		{ID: 1, Number: f.s("TGP-2026-004211"), Kind: "reply", Text: f.s("Yth. Kakak, petugas kami"), At: ago(time.Minute)},
		{ID: 2, Number: f.s("TGP-2026-004180"), Kind: "note", Text: f.s("Sudah ditelepon dua kali"), At: ago(30 * time.Hour), Moved: true},
	}}
}

func (f fixture) composing() Composing {
	return Composing{ID: 3, Mark: f.s("3.7"), At: ago(time.Minute), Others: []DraftVersion{
		{ID: 4, Text: f.s("Yth. Kakak, mohon alamat lengkapnya."), At: ago(3 * time.Minute)},
	}}
}

func (f fixture) macros() *Macros {
	return &Macros{May: true, Rows: []Macro{
		{ID: 1, Scope: "all", Name: f.s("Minta lokasi"), Text: f.s("Yth. Kakak, di mana?"), Uses: 41, Used: ago(time.Hour), Mine: true},
		{ID: 2, Scope: "unit", Unit: f.s("Dinas Perhubungan"), Name: f.s("Lampu"), Text: f.s("Kami cek.")},
	}}
}

func (f fixture) macro() *MacroForm {
	return &MacroForm{
		ID: 1, Scope: f.s("unit"), Scopes: families["macroscope"], Unit: "1", Units: f.options(), Name: f.s("Lampu"), Text: f.s("Kami cek."),
		Preview: f.s("Kami cek."), Variables: families["variable"],
	}
}
