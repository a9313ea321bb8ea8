// race: no

// Every access holds the mutex.
package main

import "sync"

type sessions struct {
	mu      sync.Mutex
	byToken map[string]string
}

func (s *sessions) login(token, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byToken[token] = user
}

func (s *sessions) logout(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byToken, token)
}

func (s *sessions) user(token string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byToken[token]
}

func main() {
	s := &sessions{byToken: map[string]string{}}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				s.login("t", "ann")
				s.user("t")
				s.logout("t")
			}
		}()
	}
	wg.Wait()
}
