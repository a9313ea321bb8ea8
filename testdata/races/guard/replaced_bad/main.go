// race: yes

// Whoever empties the cache puts a new map there, without the lock of those who use it.
package main

import (
	"sync"
	"time"
)

type cache struct {
	mu      sync.RWMutex
	entries map[string]int
}

func (c *cache) get(key string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.entries[key]
}

func (c *cache) set(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = value
}

func (c *cache) reset() {
	c.entries = make(map[string]int) // want "GMC004 .* is replaced here without"
}

func main() {
	c := &cache{entries: map[string]int{}}
	go func() {
		for at := range 100 {
			c.set("a", at+c.get("a"))
			time.Sleep(time.Millisecond)
		}
	}()
	for range 100 {
		c.reset()
		time.Sleep(time.Millisecond)
	}
}
