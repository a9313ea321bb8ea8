package main

type client struct {
	id   int
	send chan string
}

func (c *client) listen(h *hub, n int) {
	defer h.wg.Done()
	for i := 0; i < n; i++ {
		h.register <- c
		h.broadcast("joined")
		h.unregister <- c
	}
}
