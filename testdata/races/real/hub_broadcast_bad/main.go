// race: yes

// A chat hub: one goroutine owns the clients, broadcast goes round it.
package main

func main() {
	h := newHub()
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		h.run()
	}()
	for id := range 4 {
		c := &client{id: id, send: make(chan string, 1)}
		h.wg.Add(1)
		go c.listen(h, 20)
	}
	h.wg.Wait()
	close(h.quit)
	<-stopped
}
