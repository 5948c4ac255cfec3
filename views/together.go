package views

// Present is a colleague who has a ticket open.
type Present struct {
	Name    string
	Writing bool
}
