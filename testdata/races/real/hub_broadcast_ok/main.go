// race: no

// A chat hub: one goroutine owns the clients, everything goes through its channels.
package main

import "sync"

func main() {
	h := newHub()
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		h.run()
	}()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := &client{send: make(chan string, 1)}
			h.register <- c
			h.messages <- "joined"
			h.unregister <- c
		}()
	}
	wg.Wait()
	close(h.quit)
	<-stopped
}
