// race: yes, unseen: maps.Clone is not instrumented: the race detector never reports its read of the map

// maps.Clone without the lock that the writer holds.
package main

import (
	"maps"
	"sync"
	"time"
)

type config struct {
	mu     sync.Mutex
	values map[string]string
}

func (c *config) snapshot() map[string]string {
	return maps.Clone(c.values) // want "GMC00[24]"
}

func (c *config) set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

func (c *config) get(key string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.values[key]
}

func main() {
	c := &config{values: map[string]string{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		c.set("a", c.get("b"))
	}()
	// The runtime ends the process when it sees clone and write at once; this keeps them apart in time, not in order.
	time.Sleep(50 * time.Millisecond)
	c.snapshot()
	wg.Wait()
}
