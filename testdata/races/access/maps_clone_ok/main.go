// race: no

// maps.Clone under the lock; the copy is the caller's own.
package main

import (
	"maps"
	"sync"
)

type config struct {
	mu     sync.Mutex
	values map[string]string
}

func (c *config) snapshot() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.values)
}

func (c *config) set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

func main() {
	c := &config{values: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.set("a", "1")
			mine := c.snapshot()
			mine["b"] = "2"
			for key := range mine {
				delete(mine, key)
			}
		}()
	}
	wg.Wait()
}
