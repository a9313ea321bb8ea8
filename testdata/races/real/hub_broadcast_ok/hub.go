package main

type client struct{ send chan string }

type hub struct {
	clients    map[*client]bool
	register   chan *client
	unregister chan *client
	messages   chan string
	quit       chan struct{}
}

func newHub() *hub {
	return &hub{
		clients:    make(map[*client]bool),
		register:   make(chan *client),
		unregister: make(chan *client),
		messages:   make(chan string),
		quit:       make(chan struct{}),
	}
}

func (h *hub) run() {
	for {
		select {
		case c := <-h.register:
			h.clients[c] = true
		case c := <-h.unregister:
			h.drop(c)
		case text := <-h.messages:
			for c := range h.clients {
				select {
				case c.send <- text:
				default:
					h.drop(c)
				}
			}
		case <-h.quit:
			return
		}
	}
}

func (h *hub) drop(c *client) {
	if _, ok := h.clients[c]; ok {
		delete(h.clients, c)
		close(c.send)
	}
}
