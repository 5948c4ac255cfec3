package models

import (
	"strconv"

	"tanggap/models/text"
)

// headWords are what a ticket is found by besides the text of its first message: its number and who wrote.
func (s *Store) headWords(t *Ticket) []string {
	return append(text.Tokens(t.Author+" "+t.Place), "t"+strconv.FormatInt(t.ID, 10))
}
