// Package ids keeps identities: they are added in parallel, and searched when nobody adds.
package ids

import "sync"

type Manager struct {
	mu  sync.RWMutex
	ids map[string]bool
}

func New() *Manager {
	return &Manager{ids: make(map[string]bool)}
}

func (m *Manager) Add(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.ids[id] {
		m.ids[id] = true
	}
}

func (m *Manager) Search(f func(id string) bool) bool {
	// The absence of a lock here is deliberate: this is used on reloads only, by one goroutine.
	for id := range m.ids {
		if f(id) {
			return true
		}
	}
	return false
}
