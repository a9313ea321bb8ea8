// race: no

// A transaction takes the lock of its store if it is to write, and gives it back when it is committed.
package main

import "sync"

type store struct {
	writer sync.Mutex
	items  map[int]int
}

type tx struct {
	store *store
	write bool
}

func (s *store) begin(write bool) *tx {
	if write {
		s.writer.Lock()
	}
	return &tx{store: s, write: write}
}

func (t *tx) commit() {
	if t.write {
		t.store.writer.Unlock()
	}
}

func (s *store) put(key, value int) {
	t := s.begin(true)
	s.items[key] = value
	t.commit()
}

func main() {
	s := &store{items: map[int]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 10000 {
				s.put(i, n)
			}
		}()
	}
	wg.Wait()
}
