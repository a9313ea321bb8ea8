// race: yes

// The constructor has started a goroutine before it fills the object through a literal that a helper calls.
package main

import (
	"strconv"
	"sync"
)

type store struct {
	mu     sync.RWMutex
	images map[string]int
	done   sync.WaitGroup
}

func walk(visit func(name string)) {
	for n := range 100 {
		visit("image-" + strconv.Itoa(n))
	}
}

func newStore() *store {
	s := &store{images: map[string]int{}}
	s.done.Add(1)
	go s.collect()
	s.restore()
	return s
}

func (s *store) restore() {
	walk(func(name string) {
		s.images[name]++ // want "GMC004"
	})
}

func (s *store) collect() {
	defer s.done.Done()
	for n := range 100 {
		s.mu.Lock()
		s.images["collected-"+strconv.Itoa(n)]++
		s.mu.Unlock()
	}
}

func (s *store) size() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.images)
}

func main() {
	s := newStore()
	s.done.Wait()
	s.size()
}
