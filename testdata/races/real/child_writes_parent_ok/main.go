// race: no

// The goroutine of a stream writes a map of the connection that it points back to, under the connection's lock.
package main

import "sync"

type Conn struct {
	mu   sync.Mutex
	open map[int]*Stream
	wg   sync.WaitGroup
}

type Stream struct {
	id   int
	conn *Conn
}

func (c *Conn) Start(id int) {
	s := &Stream{id: id, conn: c}
	c.wg.Add(1)
	go s.run()
}

func (s *Stream) run() {
	defer s.conn.wg.Done()
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	s.conn.open[s.id] = s
}

func (c *Conn) Count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for range c.open {
		n++
	}
	return n
}

func main() {
	c := &Conn{open: make(map[int]*Stream)}
	c.Start(1)
	c.Count()
	c.wg.Wait()
}
