// race: yes

// Each worker stores under a key of its own: still one map.
package main

import "sync"

type counter struct {
	hits map[int]int
}

func newCounter() *counter {
	return &counter{hits: make(map[int]int)}
}

func (c *counter) record(worker int) {
	for i := range 100 {
		c.hits[worker*1000+i] = i // want "GMC001"
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
