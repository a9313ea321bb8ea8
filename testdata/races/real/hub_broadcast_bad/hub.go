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
			h.clients[c] = true // want?:fn "GMC00[12]" an element of the hub that two goroutines share
		case c := <-h.unregister:
			if h.clients[c] {
				delete(h.clients, c) // want?:fn "GMC00[12]" an element of the hub that two goroutines share
			}
		case <-h.quit:
			return
		}
	}
}

// broadcast ought to send to the loop; it ranges by itself.
func (h *hub) broadcast(text string) {
	for c := range h.clients { // want?:fn "GMC00[12]" an element of the hub that two goroutines share
		select {
		case c.send <- text:
		default:
		}
	}
}
