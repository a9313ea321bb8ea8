package main

import (
	"bufio"
	"log"
	"net"
	"sync"
)

// Hub knows all open connections.
type Hub struct {
	mu       sync.Mutex
	sessions map[string]net.Conn

	// words counts what clients have said.
	words map[string]int
}

// NewHub returns a hub without connections.
func NewHub() *Hub {
	return &Hub{
		sessions: make(map[string]net.Conn),
		words:    make(map[string]int),
	}
}

// Run serves connections until the listener is closed.
func (h *Hub) Run(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Print(err)
			return
		}
		go h.serve(conn)
	}
}

func (h *Hub) serve(conn net.Conn) {
	id := conn.RemoteAddr().String()
	h.register(id, conn)
	defer h.unregister(id)

	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		h.words[lines.Text()]++
	}
}

func (h *Hub) register(id string, conn net.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sessions[id] = conn
}

func (h *Hub) unregister(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sessions, id)
}

// Len returns the number of open connections.
func (h *Hub) Len() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.sessions)
}
