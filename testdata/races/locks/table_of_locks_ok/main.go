// race: no

// The locks are kept in a table by name; whoever comes to a map takes the one that is meant for it.
package main

import "sync"

type store struct {
	locks   map[string]*sync.RWMutex
	open    map[string]int
	handled map[string]int
}

func newStore() *store {
	return &store{
		locks:   map[string]*sync.RWMutex{"open": {}, "handled": {}},
		open:    map[string]int{},
		handled: map[string]int{},
	}
}

func (s *store) lock(name string) *sync.RWMutex { return s.locks[name] }

func (s *store) create(id string) {
	lock := s.lock("open")
	lock.Lock()
	defer lock.Unlock()
	s.open[id]++
}

func (s *store) handle(id string) {
	s.locks["handled"].Lock()
	s.handled[id]++
	s.locks["handled"].Unlock()
}

func (s *store) find(id string) int {
	s.locks["open"].RLock()
	defer s.locks["open"].RUnlock()
	s.locks["handled"].RLock()
	defer s.locks["handled"].RUnlock()
	return s.open[id] + s.handled[id]
}

func main() {
	s := newStore()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			s.handle("a")
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			s.create("a")
			s.find("a")
		}
	}()
	wg.Wait()
}
