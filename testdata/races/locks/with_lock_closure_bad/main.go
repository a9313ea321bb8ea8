// race: yes

// The closure starts a goroutine: that does not hold the helper's lock.
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

func (s *state) set(name string, n int) {
	s.withLock(func() { s.values[name] = n })
}

func (s *state) get(name string) (n int) {
	s.withLock(func() { n = s.values[name] })
	return n
}

func (s *state) incLater(name string, wg *sync.WaitGroup) {
	s.withLock(func() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.values[name]++ // want "GMC00[14]"
		}()
	})
}

func main() {
	s := &state{values: map[string]int{}}
	var wg sync.WaitGroup
	for range 20 {
		s.incLater("a", &wg)
		s.set("a", s.get("b"))
	}
	wg.Wait()
}
