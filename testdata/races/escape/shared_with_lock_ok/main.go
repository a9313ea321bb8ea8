// race: no

// A derived object shares the map, and the mutex that guards it.
package main

import "sync"

type capture struct {
	seen   map[string]int
	prefix string
	mu     *sync.Mutex
}

// With derives one that captures to the same place.
func (c *capture) With(prefix string) *capture {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &capture{seen: c.seen, prefix: c.prefix + prefix, mu: c.mu}
}

// Log captures a line.
func (c *capture) Log(line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[c.prefix+line]++
}

func main() {
	c := &capture{seen: map[string]int{}, mu: &sync.Mutex{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			derived := c.With("job ")
			for range 1000 {
				derived.Log("done")
				c.Log("done")
			}
		}()
	}
	wg.Wait()
}
