// race: no

// The worker holds what a step has taken, three calls further down, when it begins the next step.
package main

import "sync"

type deferring struct {
	internal sync.Mutex
}

func (d *deferring) Lock() { d.internal.Lock() }

func (d *deferring) Unlock() { d.internal.Unlock() }

type client struct {
	mu      deferring
	changed map[int]bool
	queue   []int
	workers sync.WaitGroup
}

func (c *client) lock() { c.mu.Lock() }

func (c *client) unlock() { c.mu.Unlock() }

// finish comes back with the lock.
func (c *client) finish(n int) {
	_ = n * n
	c.lock()
}

func (c *client) begin(n int) {
	c.changed[n] = true
}

func (c *client) next() (int, bool) {
	if len(c.queue) == 0 {
		return 0, false
	}
	n := c.queue[0]
	c.queue = c.queue[1:]
	return n, true
}

func (c *client) work(first int) {
	defer c.workers.Done()
	c.finish(first)
	for {
		n, more := c.next()
		if !more {
			break
		}
		c.begin(n)
		c.unlock()
		c.finish(n)
	}
	c.unlock()
}

func main() {
	c := &client{changed: map[int]bool{}, queue: make([]int, 400)}
	for n := range 8 {
		c.workers.Add(1)
		go c.work(-n)
	}
	c.workers.Wait()
}
