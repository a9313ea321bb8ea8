// Package ttl keeps controllers, and tells now and then which there are.
package ttl

import (
	"sync"
	"time"
)

type manager struct {
	lock        sync.Mutex
	controllers map[int]bool
	seen        int
}

// New makes the one manager.
func New() *manager {
	m := &manager{controllers: map[int]bool{}}
	time.AfterFunc(time.Microsecond, m.report)
	return m
}

// Run goes on until all is done.
func (m *manager) Run() {
	for i := range 20000 {
		m.start(i % 8)
		m.stop(i % 8)
	}
}

func (m *manager) start(id int) {
	m.controllers[id] = true // want? "GMC004"
}

func (m *manager) stop(id int) {
	delete(m.controllers, id) // want? "GMC004"
}

func (m *manager) report() {
	for range 2000 {
		m.count()
	}
}

func (m *manager) count() {
	m.lock.Lock()
	defer m.lock.Unlock()
	for range m.controllers {
		m.seen++
	}
}
