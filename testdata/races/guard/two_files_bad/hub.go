package main

import "sync"

// Hub knows the connected clients.
type Hub struct {
	mu      sync.Mutex
	clients map[int]string
}

// NewHub returns an empty hub.
func NewHub() *Hub {
	h := &Hub{clients: make(map[int]string)}
	h.clients[0] = "system"
	return h
}

// Register adds a client.
func (h *Hub) Register(id int, name string) {
	h.mu.Lock()
	h.clients[id] = name
	h.mu.Unlock()
}

// Unregister removes a client.
func (h *Hub) Unregister(id int) {
	h.mu.Lock()
	delete(h.clients, id)
	h.mu.Unlock()
}
