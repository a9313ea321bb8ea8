// race: yes

// The locks are kept in a table by name, and one function takes the wrong one.
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

func (s *store) create(id string) {
	s.locks["open"].Lock()
	defer s.locks["open"].Unlock()
	s.open[id]++
}

func (s *store) handle(id string) {
	s.locks["handled"].Lock()
	s.handled[id]++ // want? "GMC00[1-5]"
	s.locks["handled"].Unlock()
}

func (s *store) find(id string) int {
	s.locks["open"].RLock()
	defer s.locks["open"].RUnlock()
	return s.open[id] + s.handled[id] // want? "GMC00[1-5]"
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
