// race: no

// A constructor fills the object through a literal that a helper calls: nobody else has the object yet.
package main

import (
	"strconv"
	"sync"
)

type store struct {
	mu     sync.RWMutex
	images map[string]int
}

func walk(visit func(name string)) {
	for n := range 100 {
		visit("image-" + strconv.Itoa(n))
	}
}

func newStore(ready *sync.WaitGroup) *store {
	s := &store{images: map[string]int{}}
	s.restore()
	return s
}

func (s *store) restore() {
	walk(func(name string) {
		s.images[name]++
	})
}

func (s *store) add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.images[name]++
}

func (s *store) size() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.images)
}

func main() {
	var ready, wg sync.WaitGroup
	ready.Add(1)
	s := newStore(&ready)
	for _, name := range []string{"a", "b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(name)
			s.size()
		}()
	}
	wg.Wait()
}
