// race: no

// Writers hold the exclusive mutex of another lock as well; that one is around all accesses.
package main

import "sync"

type server struct {
	state sync.RWMutex
	mu    sync.Mutex
	conns map[int]string
}

func (s *server) add(id int, addr string) {
	s.state.RLock()
	defer s.state.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[id] = addr
}

func (s *server) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

func (s *server) shutdown() {
	s.state.Lock()
	defer s.state.Unlock()
}

func main() {
	s := &server{conns: map[int]string{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(id, "addr")
			s.count()
			s.shutdown()
		}()
	}
	wg.Wait()
}
