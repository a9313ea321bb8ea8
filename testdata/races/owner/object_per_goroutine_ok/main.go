// race: no

// One object for every goroutine, each with its map.
package main

import "sync"

type conn struct {
	id      int
	streams map[int]string
}

func newConn(id int) *conn { return &conn{id: id, streams: make(map[int]string)} }

func (c *conn) serve() {
	for i := range 20 {
		c.open(i)
	}
	for i := range c.streams {
		delete(c.streams, i)
	}
}

func (c *conn) open(i int) { c.streams[i] = "open" }

func main() {
	var wg sync.WaitGroup
	for id := range 4 {
		c := newConn(id)
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.serve()
		}()
	}
	wg.Wait()
}
