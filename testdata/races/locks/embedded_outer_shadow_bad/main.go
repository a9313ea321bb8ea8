// race: yes

// Lock of the wrapper is the wrapper's own mutex, not that of the store that it embeds.
package main

import "sync"

type store struct {
	mu   sync.Mutex
	data map[string]string
}

// Lock locks the data.
func (s *store) Lock() { s.mu.Lock() }

// Unlock unlocks the data.
func (s *store) Unlock() { s.mu.Unlock() }

func (s *store) set(key, value string) {
	s.Lock()
	defer s.Unlock()
	s.data[key] = value // want? "GMC005"
}

type wrapper struct {
	*store
	own sync.Mutex
}

// Lock shadows the store's.
func (w *wrapper) Lock() { w.own.Lock() }

// Unlock shadows the store's.
func (w *wrapper) Unlock() { w.own.Unlock() }

func (w *wrapper) drop(key string) {
	w.Lock()
	defer w.Unlock()
	delete(w.data, key) // want? "GMC005"
}

func main() {
	w := &wrapper{store: &store{data: map[string]string{}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			w.set("a", "1")
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			w.drop("a")
		}
	}()
	wg.Wait()
}
