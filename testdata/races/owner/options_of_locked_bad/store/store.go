// Package store has a table that a mutex guards, and options that fill it beforehand.
package store

import "sync"

// Store is a table.
type Store struct {
	mu   sync.RWMutex
	rows map[string]int
}

// Option is an option.
type Option func(*Store)

// New makes a store.
func New(options ...Option) *Store {
	s := &Store{rows: map[string]int{}}
	for _, option := range options {
		option(s)
	}
	return s
}

// WithRows fills the table.
func WithRows(names ...string) Option {
	return func(s *Store) {
		s.rows = make(map[string]int, len(names))
		for _, name := range names {
			s.rows[name] = 0 // want? "GMC004"
		}
	}
}

// Two gives a store two rows.
func Two(s *Store) { s.apply(WithRows("a", "b")) }

func (s *Store) apply(options ...Option) {
	for _, option := range options {
		option(s)
	}
}

// Put stores.
func (s *Store) Put(name string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[name] = n
}

// Has tells whether there is a row.
func (s *Store) Has(name string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, found := s.rows[name]
	return found
}

// Drop removes.
func (s *Store) Drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.rows, name)
}
