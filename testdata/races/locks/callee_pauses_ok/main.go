// race: no

// A callee releases the lock for a while: `defer mu.Lock()` takes it again. Its caller, which releases it at its end, has it afterwards.
package main

import "sync"

type store struct {
	mu    sync.Mutex
	items map[int]int
	slow  map[int]int
}

func (s *store) pause(key int) {
	if s.items[key] > 3 {
		return
	}
	s.mu.Unlock()
	defer s.mu.Lock()
	work(key)
}

func work(key int) int { return key * key }

func (s *store) add(key int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pause(key)
	s.items[key]++
}

func (s *store) has(key int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.items[key] > 0
}

func main() {
	s := &store{items: map[int]int{}}
	var wg sync.WaitGroup
	for key := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(key)
			s.has(key)
		}()
	}
	wg.Wait()
}
