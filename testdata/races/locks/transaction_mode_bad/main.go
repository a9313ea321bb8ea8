// race: yes

// A transaction takes the lock of its store, for writing or for reading, when it begins, and gives it back before the caller's function runs.
package main

import (
	"errors"
	"strconv"
	"sync"
)

type store struct {
	mu    sync.RWMutex
	items map[string]int
}

type tx struct {
	store    *store
	writable bool
}

func (s *store) begin(writable bool) *tx {
	t := &tx{store: s, writable: writable}
	t.lock()
	return t
}

func (t *tx) lock() {
	if t.writable {
		t.store.mu.Lock()
	} else {
		t.store.mu.RLock()
	}
}

func (t *tx) unlock() {
	if t.writable {
		t.store.mu.Unlock()
	} else {
		t.store.mu.RUnlock()
	}
}

func (t *tx) set(key string, value int) error {
	if !t.writable {
		return errors.New("read-only transaction")
	}
	t.store.items[key] = value // want "GMC001"
	return nil
}

func (t *tx) get(key string) int {
	return t.store.items[key]
}

func (s *store) managed(writable bool, do func(t *tx) error) error {
	t := s.begin(writable)
	t.unlock()
	return do(t)
}

func (s *store) update(do func(t *tx) error) error {
	return s.managed(true, do)
}

func (s *store) view(do func(t *tx) error) error {
	return s.managed(false, do)
}

func main() {
	s := &store{items: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 1000 {
				key := strconv.Itoa(i)
				_ = s.update(func(t *tx) error { return t.set(key, n) })
				_ = s.view(func(t *tx) error {
					_ = t.get(key)
					return nil
				})
			}
		}()
	}
	wg.Wait()
}
