// race: yes

// Each connection has a flag of its own: that it is closed once keeps no other out of the server's map.
package main

import (
	"sync"
	"sync/atomic"
)

type server struct{ conns map[*conn]bool }

type conn struct {
	closed int32
	owner  *server
}

func (c *conn) close() {
	if !atomic.CompareAndSwapInt32(&c.closed, 0, 1) {
		return
	}
	for range 1000 {
		delete(c.owner.conns, c) // want "GMC001"
	}
}

func main() {
	s := &server{conns: map[*conn]bool{}}
	var all sync.WaitGroup
	for range 4 {
		c := &conn{owner: s}
		all.Add(1)
		go func() {
			defer all.Done()
			c.close()
		}()
	}
	all.Wait()
}
