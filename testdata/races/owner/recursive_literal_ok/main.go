// race: no

// The constructor fills the map by a literal that calls itself, before anybody else has the object.
package main

import "sync"

type set struct {
	mu     sync.RWMutex
	gauges map[int]int
}

func newSet(depth int) *set {
	s := &set{gauges: make(map[int]int)}
	var fill func(depth int)
	fill = func(depth int) {
		s.gauges[depth] = depth
		if depth > 0 {
			fill(depth - 1)
		}
	}
	fill(depth)
	go s.refresh()
	return s
}

func (s *set) refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range 100 {
		s.gauges[i]++
	}
}

func main() {
	s := newSet(100)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gauges[0] = 0
}
