// Package feed polls its sources.
package feed

import "time"

// Feed is what its sources have to say.
type Feed struct {
	Sources map[string]string
	Last    map[string]int
}

// New makes an empty feed.
func New() *Feed {
	return &Feed{Sources: map[string]string{}, Last: map[string]int{}}
}

// Open makes a feed that is at work.
func Open() *Feed {
	f := New()
	f.Start()
	return f
}

// Start begins to poll.
func (f *Feed) Start() { go f.poll() }

func (f *Feed) poll() {
	for range 100 {
		for name := range f.Sources {
			f.Last[name]++
		}
		time.Sleep(time.Millisecond)
	}
}
