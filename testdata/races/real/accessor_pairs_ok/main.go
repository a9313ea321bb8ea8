// race: no

// Getters and setters that lock, used by code that composes them.
package main

import "sync"

type session struct {
	lock   sync.RWMutex
	values map[string]any
}

func (s *session) Get(key string) any {
	s.lock.RLock()
	defer s.lock.RUnlock()
	return s.values[key]
}

func (s *session) Set(key string, value any) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.values == nil {
		s.values = map[string]any{}
	}
	s.values[key] = value
}

func (s *session) Delete(keys ...string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	for _, key := range keys {
		delete(s.values, key)
	}
}

func visit(s *session) {
	n, _ := s.Get("visits").(int)
	s.Set("visits", n+1)
	if n > 10 {
		s.Delete("visits", "cart")
	}
}

func main() {
	s := &session{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				visit(s)
			}
		}()
	}
	wg.Wait()
}
