// Package ipam hands out addresses. A pool has a mutex, and some come to a pool with that alone, others with the mutex of the manager alone.
package ipam

import "sync"

// Pool is a range of addresses.
type Pool struct {
	mu    sync.Mutex
	taken map[string]string
}

// Static gives a pod the address that it wants.
func (p *Pool) Static(pod, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.note(pod, address)
}

// Release takes the address of a pod back.
func (p *Pool) Release(pod string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.taken, pod)
}

func (p *Pool) note(pod, address string) {
	p.taken[pod] = address // want "GMC004"
}

// Manager has the pools.
type Manager struct {
	mu    sync.Mutex
	pools map[string]*Pool
}

// New returns a manager with one pool.
func New() *Manager {
	return &Manager{pools: map[string]*Pool{"default": {taken: map[string]string{}}}}
}

// Static gives a pod the address that it wants.
func (m *Manager) Static(pod, address string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pools["default"].Static(pod, address)
}

// Random gives a pod some address.
func (m *Manager) Random(pod string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pools["default"].note(pod, "10.0.0.1")
}

// Release takes the address of a pod back.
func (m *Manager) Release(pod string) {
	m.pools["default"].Release(pod)
}
