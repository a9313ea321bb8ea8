// race: yes

// The literal has a group of its own, for which nobody waits in time.
package main

import "sync"

type store struct {
	keys []string
	all  sync.WaitGroup
}

func (s *store) each(found func(key string)) {
	s.run(func() {
		s.read(found)
	})
}

func (s *store) run(work func()) { work() }

func (s *store) read(found func(key string)) {
	for _, key := range s.keys {
		s.all.Add(1)
		go func() {
			defer s.all.Done()
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
	return len(left) // want "GMC004"
}

func main() {
	s := &store{keys: []string{"a", "b", "c", "d"}}
	for range 20 {
		_ = missing(s, map[string]bool{"a": true, "e": true})
	}
	s.all.Wait()
}
