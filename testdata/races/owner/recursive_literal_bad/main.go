// race: yes

// The goroutine is started before the literal that calls itself fills the map.
package main

import "sync"

type set struct {
	mu     sync.RWMutex
	gauges map[int]int
}

func newSet(depth int) *set {
	s := &set{gauges: make(map[int]int)}
	go s.refresh()
	var fill func(depth int)
	fill = func(depth int) {
		s.gauges[depth] = depth // want? "GMC00[14]"
		if depth > 0 {
			fill(depth - 1)
		}
	}
	fill(depth)
	return s
}

func (s *set) refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range 100 {
		s.gauges[i]++ // want? "GMC00[14]"
	}
}

func main() {
	s := newSet(100)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gauges[0] = 0
}
