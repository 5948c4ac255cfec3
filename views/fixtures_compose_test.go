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
