// Package counter counts in the background; its callers take care of the rest.
package counter

import "sync"

type Counter struct {
	mu     sync.Mutex
	counts map[string]int
	names  chan string
	ended  chan bool
}

func New() *Counter {
	return &Counter{counts: make(map[string]int), names: make(chan string), ended: make(chan bool)}
}

// Start begins to count.
func (c *Counter) Start() {
	go func() {
		for name := range c.names {
			c.mu.Lock()
			c.counts[name]++
			c.mu.Unlock()
		}
		c.ended <- true
	}()
}

// Count counts a name.
func (c *Counter) Count(name string) { c.names <- name }

// Stop ends the counting.
func (c *Counter) Stop() {
	close(c.names)
	<-c.ended
}

// Get tells how often a name was counted.
func (c *Counter) Get(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.counts[name]
}

// Len is the number of names.
func (c *Counter) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.counts)
}

// Each goes through all names. It is not safe for concurrent use with Count:
// callers stop the counter first.
func (c *Counter) Each(visit func(string)) {
	for name := range c.counts {
		visit(name)
	}
}

// Total adds up. Total must not be called concurrent with Count.
func (c *Counter) Total() int {
	total := 0
	for _, count := range c.counts {
		total += count
	}
	return total
}
