// Package store counts.
package store

import "sync"

// Store may be used by many goroutines.
type Store struct {
	mu     sync.Mutex
	counts map[string]int
}

// New makes one.
func New() *Store {
	return &Store{counts: map[string]int{}}
}

// Add counts one more.
func (s *Store) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[name]++
}

// Of tells how many.
func (s *Store) Of(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[name]
}

// CountOfNames tells how many names there are.
func (s *Store) CountOfNames() int {
	n := 0
	for range s.counts { // want "GMC004"
		n++
	}
	return n
}
