// Package state keeps keys.
package state

import (
	"encoding/json"
	"sync"
)

type State struct {
	mu   sync.Mutex
	keys map[string]int
}

func New() *State { return &State{keys: map[string]int{}} }

// MarshalJSON is called by Save.
func (s *State) MarshalJSON() ([]byte, error) {
	list := make([]string, 0, 8)
	for key := range s.keys { // want "GMC00[24]"
		list = append(list, key)
	}
	return json.Marshal(list)
}

func (s *State) Save() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return json.Marshal(s)
}

func (s *State) Put(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[key]++
}

func (s *State) Has(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys[key] > 0
}

func (s *State) Drop(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.keys, key)
}
