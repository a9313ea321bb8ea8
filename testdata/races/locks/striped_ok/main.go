// race: no

// A lock and a map for each stripe, in two lists; and a lock in the object that it guards.
package main

import "sync"

type room struct {
	mu      sync.Mutex
	members map[string]int
}

type store struct {
	locks []sync.Mutex
	maps  []map[string]int
	rooms map[string]*room
}

func (s *store) add(name string) {
	at := len(name) % len(s.locks)
	s.locks[at].Lock()
	defer s.locks[at].Unlock()
	s.maps[at][name]++
}

func (s *store) join(id, name string) {
	r := s.rooms[id]
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members[name]++
}

func main() {
	s := &store{
		locks: make([]sync.Mutex, 2),
		maps:  []map[string]int{{}, {}},
		rooms: map[string]*room{"x": {members: map[string]int{}}},
	}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "bb", "ccc", "dddd"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				s.add(name)
				s.join("x", name)
			}
		}()
	}
	wg.Wait()
}
