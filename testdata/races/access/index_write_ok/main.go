// race: no

// Each worker stores under a key of its own, one at a time.
package main

import "sync"

type counter struct {
	mu   sync.Mutex
	hits map[int]int
}

func newCounter() *counter {
	return &counter{hits: make(map[int]int)}
}

func (c *counter) record(worker int) {
	for i := range 100 {
		c.mu.Lock()
		c.hits[worker*1000+i] = i
		c.mu.Unlock()
	}
}

func main() {
	c := newCounter()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.record(worker)
		}()
	}
	wg.Wait()
}
