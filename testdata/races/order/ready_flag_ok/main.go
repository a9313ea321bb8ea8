// race: no

// A flag under a lock makes sure that the map is filled once, before anybody reads it.
package main

import "sync"

type stack struct {
	mu     sync.Mutex
	ready  bool
	blocks map[string]int
}

func (s *stack) load() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready {
		return s.blocks
	}
	for _, name := range []string{"a", "b", "c"} {
		s.add(name)
	}
	s.ready = true
	return s.blocks
}

func (s *stack) add(name string) {
	s.blocks[name] = len(name)
}

func (s *stack) sum() int {
	s.load()
	n := 0
	for _, size := range s.blocks {
		n += size
	}
	return n
}

func main() {
	for range 200 {
		s := &stack{blocks: map[string]int{}}
		var wg sync.WaitGroup
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				s.sum()
			}()
		}
		wg.Wait()
	}
}
