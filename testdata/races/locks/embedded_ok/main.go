// race: no

// The mutex is embedded.
package main

import "sync"

type set struct {
	sync.RWMutex
	items map[string]struct{}
}

func (s *set) add(item string) {
	s.Lock()
	defer s.Unlock()
	s.items[item] = struct{}{}
}

func (s *set) has(item string) bool {
	s.RWMutex.RLock()
	defer s.RUnlock()
	_, ok := s.items[item]
	return ok
}

func main() {
	s := &set{items: map[string]struct{}{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add("a")
			s.has("a")
		}()
	}
	wg.Wait()
}
