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

// unitWord is what every message of a ticket is found by besides its own words: the unit that holds the ticket. Words of
// one unit's trade are rare in another's tickets, and without it a search in one unit would have to pass over the hits
// of all others. Messages keep the words of units that held the ticket before: a hit is still checked against the scope.
func unitWord(unit int64) string { return unitMark + strconv.FormatInt(unit, 10) }

// unitMark begins no word that somebody can write: it is no letter, but search takes it for one.
const unitMark = "§"

// headWords are what a ticket is found by besides the text of its first message: its number and who wrote.
func (s *Store) headWords(t *Ticket) []string {
	return append(text.Tokens(t.Author+" "+t.Place), "t"+strconv.FormatInt(t.ID, 10))
}
