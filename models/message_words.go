package models

import (
	"strconv"

	"tanggap/models/text"
)

// Messages of one ticket that search tells apart: a longer one goes on under the first numbers again. The search index
// is ordered by ticket and message, so that hits come newest ticket first and those of one ticket together.
const docsPerTicket = 4096

// docOfLast is the search document of a ticket's last message, in SQL with two marks for the ticket.
const docOfLast = "CAST(? AS BIGINT) * 4096 + (SELECT COUNT(*) FROM messages WHERE ticket_id = ?) % 4096"

// headWords are what a ticket is found by besides the text of its first message: its number and who wrote.
func (s *Store) headWords(t *Ticket) []string {
	return append(text.Tokens(t.Author+" "+t.Place), "t"+strconv.FormatInt(t.ID, 10))
}
