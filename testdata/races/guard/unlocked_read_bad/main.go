// race: yes

// Every access holds the mutex but the lookup of one method.
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

func (s *sessions) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.byToken)
}

func (s *sessions) user(token string) string {
	return s.byToken[token] // want "GMC00[24]"
}

func main() {
	s := &sessions{byToken: map[string]string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			s.login("t", "ann")
			s.logout("t")
			s.count()
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			s.user("t")
		}
	}()
	wg.Wait()
}
