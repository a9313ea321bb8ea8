// race: no

// A helper runs a closure under the lock.
package main

import "sync"

type state struct {
	mu     sync.Mutex
	values map[string]int
}

func (s *state) withLock(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *state) update(f func(values map[string]int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s.values)
}

func (s *state) inc(name string) {
	s.withLock(func() {
		s.values[name]++
	})
	s.update(func(values map[string]int) {
		values[name]++
	})
}

func main() {
	s := &state{values: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.inc("a")
		}()
	}
	wg.Wait()
}
