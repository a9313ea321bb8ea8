// race: yes

// The goroutine of a stream writes a map of the connection that it points back to.
package main

import "sync"

type Conn struct {
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
	s.conn.open[s.id] = s // want? "GMC00[12]"
}

func (c *Conn) Count() int {
	n := 0
	for range c.open { // want? "GMC002"
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
