// Package harness keeps the clients of tests.
package harness

import "sync"

// Harness knows the clients.
type Harness struct {
	mu      sync.RWMutex
	clients map[string]int
}

// New returns a harness without clients.
func New() *Harness {
	return &Harness{clients: map[string]int{}}
}

// Client tells the number of a client.
func (h *Harness) Client(name string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.clients[name]; !ok {
		h.clients[name] = len(h.clients)
	}
	return h.clients[name]
}

// Has tells whether a client is known.
func (h *Harness) Has(name string) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	_, ok := h.clients[name]
	return ok
}

// Cleanup forgets all clients.
func (h *Harness) Cleanup() {
	clear(h.clients) // want "GMC004 .*Harness.clients"
}
