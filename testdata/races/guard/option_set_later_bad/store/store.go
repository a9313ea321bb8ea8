// Package store keeps shards.
package store

import "sync"

type Store struct {
	mu     sync.Mutex
	level  int
	shards map[int]int
}

func New() *Store { return &Store{shards: map[int]int{}} }

// WithLevel sets the level, before the store is used.
func (s *Store) WithLevel(level int) *Store {
	s.level = level
	for range s.shards { // want "GMC00[24]"
		s.level++
	}
	return s
}

func (s *Store) Put(key int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shards[key]++
}

func (s *Store) Has(key int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shards[key] > 0
}

func (s *Store) Drop(key int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.shards, key)
}
