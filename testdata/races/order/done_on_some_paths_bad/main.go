// race: yes

// A flag was raised before, on some paths: that keeps two that come after it from nothing.
package main

import "sync"

type channel struct {
	mu      sync.Mutex
	pending bool
}

func (c *channel) sign() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pending {
		return false
	}
	c.pending = true
	return true
}

type link struct {
	channel *channel
	open    map[int]bool
}

func (l *link) forward(from, to int) {
	for id := from; id < to; id++ {
		delete(l.open, id) // want? "GMC00"
	}
}

func (l *link) handle(id int) {
	if id%2 == 0 {
		l.open[id] = true // want? "GMC00"
		return
	}
	if id%3 == 0 {
		l.channel.sign()
	}
	go l.forward(id, id+2000)
}

func (l *link) run(ids chan int) {
	for id := range ids {
		l.handle(id)
	}
}

func main() {
	ids := make(chan int, 10000)
	for id := range 10000 {
		ids <- id % 6000
	}
	close(ids)
	l := &link{channel: &channel{}, open: map[int]bool{}}
	done := make(chan bool)
	go func() {
		l.run(ids)
		close(done)
	}()
	<-done
}
