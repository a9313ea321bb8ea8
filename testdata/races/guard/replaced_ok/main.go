// race: no

// A new map is put there under the lock, or before anybody uses the cache.
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

func (c *cache) load() {
	c.entries = map[string]int{"a": 1}
}

func (c *cache) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries = make(map[string]int)
}

func main() {
	c := &cache{}
	c.load()
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
