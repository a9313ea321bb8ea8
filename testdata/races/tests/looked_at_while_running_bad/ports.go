// Package ports cleans up in a goroutine all the time.
package ports

import "sync"

type Manager struct {
	mu       sync.Mutex
	reserved map[string]int
}

func newManager() *Manager {
	m := &Manager{reserved: make(map[string]int)}
	go m.cleaner()
	return m
}

func (m *Manager) cleaner() {
	for {
		m.clean()
	}
}

func (m *Manager) clean() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name := range m.reserved {
		delete(m.reserved, name)
	}
}

func (m *Manager) Acquire(name string, port int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reserved[name] = port
}
