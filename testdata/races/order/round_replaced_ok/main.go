// race: no

// Each round makes a store of its own and leaves it to a goroutine: what a later round fills is another one.
package main

import (
	"sync"
	"time"
)

type store struct {
	kinds map[string]int
}

func newStore(names []string) *store {
	s := &store{kinds: map[string]int{}}
	for _, name := range names {
		s.add(name)
	}
	return s
}

func (s *store) add(name string) { s.kinds[name] = len(name) }

func (s *store) run(wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(time.Millisecond)
	for range s.kinds {
	}
}

func main() {
	var wg sync.WaitGroup
	for _, names := range [][]string{{"a"}, {"b", "c"}} {
		s := newStore(names)
		wg.Add(1)
		go s.run(&wg)
	}
	wg.Wait()
}
