// race: no

// Every connection is served by its own goroutine, which alone touches the connection's map.
package main

import "sync"

type server struct{ wg sync.WaitGroup }

type conn struct {
	input    chan string
	commands map[string]int
}

func (s *server) accept() *conn {
	c := &conn{input: make(chan string), commands: make(map[string]int)}
	s.wg.Add(1)
	go s.serve(c)
	return c
}

func (s *server) serve(c *conn) {
	defer s.wg.Done()
	for command := range c.input {
		c.commands[command]++
	}
}

func main() {
	s := &server{}
	for range 4 {
		c := s.accept()
		c.input <- "PING"
		c.input <- "QUIT"
		close(c.input)
	}
	s.wg.Wait()
}
