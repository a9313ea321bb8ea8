package main

import "sync"

type hub struct {
	wg         sync.WaitGroup
	clients    map[*client]bool
	register   chan *client
	unregister chan *client
	quit       chan struct{}
}

func newHub() *hub {
	return &hub{
		clients:    make(map[*client]bool),
		register:   make(chan *client),
		unregister: make(chan *client),
		quit:       make(chan struct{}),
	}
}

func (h *hub) run() {
	for {
		select {
		case c := <-h.register:
			h.clients[c] = true // want? "GMC00[12]"
		case c := <-h.unregister:
			if h.clients[c] {
				delete(h.clients, c) // want? "GMC00[12]"
			}
		case <-h.quit:
			return
		}
	}
}

// broadcast ought to send to the loop; it ranges by itself.
func (h *hub) broadcast(text string) {
	for c := range h.clients { // want? "GMC00[12]"
		select {
		case c.send <- text:
		default:
		}
	}
}
