// race: yes

// A getter lists the clients under the lock; each is then changed without its own, while another goroutine does the same.
package main

import "sync"

type client struct {
	topics map[string]bool
}

type hub struct {
	mu      sync.Mutex
	clients map[string]*client
}

func (h *hub) list() []*client {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []*client
	for _, c := range h.clients {
		all = append(all, c)
	}
	return all
}

func (h *hub) subscribe(topic string) {
	for _, c := range h.list() {
		c.topics[topic] = true // want? "GMC00[1-4]"
	}
}

func main() {
	h := &hub{clients: map[string]*client{"a": {topics: map[string]bool{}}}}
	var wg sync.WaitGroup
	for _, topic := range []string{"x", "y"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				h.subscribe(topic)
			}
		}()
	}
	wg.Wait()
}
