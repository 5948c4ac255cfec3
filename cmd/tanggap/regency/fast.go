package regency

import (
	"math/rand/v2"
	"strconv"
	"sync"
)

// pool is what Fast chooses from, told once from a fixed seed.
var pool = sync.OnceValue(func() []Story {
	rnd := rand.New(rand.NewPCG(2026, 11))
	stories := make([]Story, 2048)
	for i := range stories {
		stories[i] = Tell(rnd)
	}
	return stories
})

// Fast is Tell for filling a database by the million: a story from a fixed
// pool, its text made different by a spot and a number. The lists in it are
// shared and must not be changed.
func Fast(rnd *rand.Rand) Story {
	stories := pool()
	s := stories[rnd.IntN(len(stories))]
	s.Text = s.Text + ", " + spots[rnd.IntN(len(spots))] + " no " + strconv.Itoa(1+rnd.IntN(999))
	return s
}
