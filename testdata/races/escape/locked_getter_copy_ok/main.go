// race: no

// The getter copies in a loop under the lock.
package main

import "sync"

type config struct {
	mu     sync.Mutex
	values map[string]string
}

func (c *config) set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

func (c *config) all() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[string]string, len(c.values))
	for key, value := range c.values {
		out[key] = value
	}
	return out
}

func main() {
	c := &config{values: map[string]string{}}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				c.set("a", "1")
				all := c.all()
				all["mine"] = "2"
			}
		}()
	}
	wg.Wait()
}
