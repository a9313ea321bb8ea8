// Package integration has what the tests of a program share.
package integration

import "sync"

// Scenario is a set of users.
type Scenario struct {
	mu    sync.Mutex
	users map[string]int
}

// NewScenario makes one.
func NewScenario() *Scenario { return &Scenario{users: map[string]int{}} }

// Add adds a user.
func (s *Scenario) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[name]++
}

// Remove removes a user.
func (s *Scenario) Remove(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, name)
}

// Has tells whether there is a user.
func (s *Scenario) Has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[name] > 0
}

// Users lists the users.
func (s *Scenario) Users() []string {
	var users []string
	for name := range s.users { // want "GMC004"
		users = append(users, name)
	}
	return users
}
