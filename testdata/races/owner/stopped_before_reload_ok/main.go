// race: no

// The workers are stopped, and waited for, before the table is changed without the lock.
package main

import "sync"

type server struct {
	mu      sync.Mutex
	users   map[string]int
	workers sync.WaitGroup
	quit    chan struct{}
}

func newServer() *server {
	return &server{users: map[string]int{}, quit: make(chan struct{})}
}

// Start starts the workers.
func (s *server) Start() {
	for range 2 {
		s.workers.Add(1)
		go func() {
			defer s.workers.Done()
			for {
				select {
				case <-s.quit:
					return
				default:
					s.Add("a")
				}
			}
		}()
	}
}

// Stop ends the workers.
func (s *server) Stop() {
	close(s.quit)
	s.workers.Wait()
}

// Add adds a user.
func (s *server) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[name]++
}

// Remove removes a user.
func (s *server) Remove(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, name)
}

func (s *server) reload() {
	s.users["root"] = 0
}

func (s *server) restart() {
	s.Stop()
	s.reload()
}

func main() {
	s := newServer()
	s.Start()
	s.Remove("b")
	s.restart()
}
