// race: no

// A flag was raised before, on some paths: the goroutine works on a list of its own.
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

func (l *link) forward(ids []int) {
	taken := map[int]bool{}
	for _, id := range ids {
		taken[id] = true
	}
}

func (l *link) handle(id int) {
	if id%2 == 0 {
		l.open[id] = true
		return
	}
	if id%3 == 0 {
		l.channel.sign()
	}
	var ids []int
	for id := range l.open {
		ids = append(ids, id)
	}
	clear(l.open)
	go l.forward(ids)
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
