// race: yes

// The flag is given back before the map is changed.
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
	c.busy.Store(0)
	for i := range 100 {
		c.entries[i]++ // want "GMC001"
	}
}

func main() {
	c := &cache{entries: map[int]int{}}
	// Entries that are there are only overwritten: a map torn while it grows can keep its goroutine for ever.
	for i := range 100 {
		c.entries[i] = 0
	}
	var all sync.WaitGroup
	for range 10 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				c.sweep()
			}
		}()
	}
	all.Wait()
}
