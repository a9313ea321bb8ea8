// race: no

// The only writer reads its own map without the lock; it locks to write, the others lock to read.
package main

import "sync"

type syncer struct {
	mu    sync.RWMutex
	state map[string]int
}

func (s *syncer) run(rounds int) {
	for i := range rounds {
		if s.state["a"] == i {
			continue
		}
		s.mu.Lock()
		s.state["a"] = i
		s.mu.Unlock()
	}
}

func (s *syncer) get(key string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.state[key]
}

func main() {
	s := &syncer{state: map[string]int{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.run(100)
	}()
	for range 100 {
		s.get("a")
	}
	wg.Wait()
}
