package store

import "sync"

type Store struct {
	mu   sync.Mutex
	sums map[int]int
}

func New() *Store {
	return &Store{sums: map[int]int{}}
}

func each(visit func(int)) {
	for key := range 2000 {
		visit(key)
	}
}

func (s *Store) Put(key, sum int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sums[key] = sum
}

func (s *Store) Drop(key int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sums, key)
}

func (s *Store) Reload() int {
	s.mu.Lock()
	old := s.sums
	s.sums = map[int]int{}
	s.mu.Unlock()
	changed := 0
	each(func(key int) {
		if old[key] != key {
			changed++
		}
	})
	return changed
}
