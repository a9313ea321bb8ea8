// Package ports cleans up in a goroutine, whenever its clock ticks.
package ports

import "sync"

type Manager struct {
	mu       sync.Mutex
	reserved map[string]int
	tick     chan bool
}

func newManager(tick chan bool) *Manager {
	m := &Manager{reserved: make(map[string]int), tick: tick}
	go m.cleaner()
	return m
}

func (m *Manager) cleaner() {
	for range m.tick {
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
