// race: yes

// One signal closes the server, another has it reload: what stands in another clause did not happen before.
package main

import "sync"

type server struct {
	mu    sync.Mutex
	users map[string]int
}

func newServer() *server { return &server{users: map[string]int{}} }

// Close forgets the users.
func (s *server) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.users) // want? "GMC00[14]"
}

// Add adds a user.
func (s *server) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[name]++ // want? "GMC00[14]"
}

// Remove removes a user.
func (s *server) Remove(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, name) // want? "GMC00[14]"
}

// Reload forgets the lock.
func (s *server) Reload() {
	s.users["root"] = 0 // want? "GMC00[14]"
}

func (s *server) handle(signals <-chan string) {
	for signal := range signals {
		switch signal {
		case "term":
			s.Close()
		case "hup":
			s.Reload()
		}
	}
}

func main() {
	s := newServer()
	signals := make(chan string, 200)
	for range 200 {
		signals <- "hup"
	}
	close(signals)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		s.handle(signals)
	}()
	go func() {
		defer wg.Done()
		for range 200 {
			s.Add("a")
			s.Remove("a")
		}
	}()
	wg.Wait()
}
