// race: yes

// One method looks into the map that the loop owns.
package main

import "sync"

type hub struct {
	register chan int
	quit     chan struct{}
	clients  map[int]bool
}

func newHub() *hub {
	return &hub{register: make(chan int, 8), quit: make(chan struct{}), clients: make(map[int]bool)}
}

func (h *hub) run() {
	for {
		select {
		case id := <-h.register:
			h.clients[id] = true // want? "GMC00[12]"
		case <-h.quit:
			return
		}
	}
}

// Count is called from outside the loop.
func (h *hub) Count() int {
	return len(h.clients) // want? "GMC00[12]"
}

func main() {
	h := newHub()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		h.run()
	}()
	for id := range 100 {
		h.register <- id
		h.Count()
	}
	close(h.quit)
	wg.Wait()
}
