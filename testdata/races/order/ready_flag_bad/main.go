// race: yes

// Readers do not ask whether the map has been filled.
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
	s.blocks[name] = len(name) // want? "GMC00[24]"
}

func (s *stack) sum() int {
	n := 0
	for _, size := range s.blocks { // want? "GMC00[24]"
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
				defer s.load()
				s.sum()
			}()
		}
		wg.Wait()
	}
}
