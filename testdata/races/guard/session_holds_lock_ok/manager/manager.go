// Package manager counts names.
package manager

import "sync"

type Manager struct {
	mu    sync.Mutex
	names map[string]int
}

func New() *Manager {
	return &Manager{names: map[string]int{}}
}

func (m *Manager) Add(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.names[name]++
}

func (m *Manager) Has(name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.names[name] > 0
}

func (m *Manager) Drop(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.names, name)
}

type Session interface {
	Each(func(string))
	Finish()
}

type session struct {
	m *Manager
}

// Start begins a session. Nobody else works with the manager before it has ended.
func (m *Manager) Start() Session {
	m.mu.Lock()
	return &session{m: m}
}

func (s *session) Each(do func(string)) {
	for name := range s.m.names {
		do(name)
	}
}

func (s *session) Finish() {
	delete(s.m.names, "")
	s.m.mu.Unlock()
}
