// race: no

// Whoever does not get the flag goes without.
package main

import (
	"sync"
	"sync/atomic"
)

type cache struct {
	busy    atomic.Int32
	entries map[int]int
}

func (c *cache) sweep() {
	if !c.busy.CompareAndSwap(0, 1) {
		return
	}
	defer c.busy.Store(0)
	for i := range 100 {
		c.entries[i]++
	}
}

func main() {
	c := &cache{entries: map[int]int{}}
	var all sync.WaitGroup
	for range 10 {
		all.Add(1)
		go func() {
			defer all.Done()
			c.sweep()
		}()
	}
	all.Wait()
}
