// race: yes

// The connection's own goroutine looks its listeners up without the lock under which they are registered.
package main

import "sync"

type connection struct {
	mu        sync.Mutex
	listeners map[int]func()
	commands  chan int
	done      chan bool
}

func (c *connection) start() {
	go c.run()
}

func (c *connection) run() {
	for id := range c.commands {
		for n := range 200 {
			c.received(id + n)
		}
		c.closed(id)
		c.failed(id + 1)
	}
	close(c.done)
}

func (c *connection) received(id int) {
	if listener, ok := c.listeners[id]; ok { // want? "GMC004"
		listener()
	}
}

func (c *connection) closed(id int) {
	delete(c.listeners, id) // want? "GMC004"
}

func (c *connection) failed(id int) {
	delete(c.listeners, id) // want? "GMC004"
}

// RegisterListener registers a listener.
func (c *connection) RegisterListener(id int, listener func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listeners[id] = listener
}

func main() {
	c := &connection{listeners: map[int]func(){}, commands: make(chan int, 20), done: make(chan bool)}
	for id := range 20 {
		c.commands <- id
	}
	close(c.commands)
	c.start()
	for id := range 1000 {
		c.RegisterListener(id, func() {})
	}
	<-c.done
}
