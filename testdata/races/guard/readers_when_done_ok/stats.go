package stats

import (
	"fmt"
	"sync"
)

// Stats counts.
type Stats struct {
	mu     sync.Mutex
	counts map[string]int
}

// New makes empty counters.
func New() *Stats { return &Stats{counts: map[string]int{}} }

// Add counts one.
func (s *Stats) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[name]++
}

// Drop forgets a counter.
func (s *Stats) Drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.counts, name)
}

// Total sums up.
func (s *Stats) Total() int {
	sum := 0
	for _, count := range s.counts {
		sum += count
	}
	return sum
}

// Max is the greatest.
func (s *Stats) Max() int {
	top := 0
	for _, count := range s.counts {
		top = max(top, count)
	}
	return top
}

// Print shows one.
func (s *Stats) Print(name string) string {
	if s.counts[name] == 0 {
		return "none"
	}
	return fmt.Sprint(s.counts[name])
}
