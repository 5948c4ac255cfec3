package views

// Commands are the places a user may go to, and the keys of every page.
type Commands struct {
	Places []Option // address and name
	Keys   []Option // key and what it does
}
