// race: yes

// Each connection finds its own flag unset: there are as many goroutines as connections.
package main

import "sync"

type server struct {
	seen  map[string]int
	ended sync.WaitGroup
}

type conn struct {
	mu      sync.Mutex
	reading bool
	server  *server
}

func (c *conn) open() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reading {
		return
	}
	c.reading = true
	c.server.ended.Add(1)
	go c.read()
}

func (c *conn) read() {
	defer c.server.ended.Done()
	for range 100 {
		c.server.seen["a"]++ // want "GMC001"
	}
}

func (s *server) serve(n int) {
	for range n {
		c := &conn{server: s}
		c.open()
	}
	s.ended.Wait()
}

func main() {
	s := &server{seen: map[string]int{}}
	s.serve(8)
}
