// race: no

// The literal starts its goroutines in the group that it is given, and whoever made the group waits for it.
package main

import "sync"

type store struct{ keys []string }

func (s *store) each(found func(key string)) {
	s.inGroup(func(wg *sync.WaitGroup) {
		s.read(wg, found)
	})
}

func (s *store) inGroup(run func(wg *sync.WaitGroup)) {
	var wg sync.WaitGroup
	run(&wg)
	wg.Wait()
}

func (s *store) read(wg *sync.WaitGroup, found func(key string)) {
	for _, key := range s.keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found(key)
		}()
	}
}

func missing(s *store, wanted map[string]bool) int {
	var mu sync.Mutex
	left := map[string]bool{}
	for key := range wanted {
		left[key] = true
	}
	s.each(func(key string) {
		mu.Lock()
		delete(left, key)
		mu.Unlock()
	})
	return len(left)
}

func main() {
	s := &store{keys: []string{"a", "b", "c", "d"}}
	_ = missing(s, map[string]bool{"a": true, "e": true})
}
