// race: yes

// A callee releases the lock for good: the caller goes on without it.
package main

import "sync"

type store struct {
	mu    sync.Mutex
	items map[int]int
}

func (s *store) finish() {
	s.mu.Unlock()
}

func (s *store) add(key int) {
	s.mu.Lock()
	s.items[key]++
	s.finish()
	s.items[key]-- // want "GMC00[24]"
}

func main() {
	s := &store{items: map[int]int{}}
	var wg sync.WaitGroup
	for key := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				s.add(key)
			}
		}()
	}
	wg.Wait()
}
