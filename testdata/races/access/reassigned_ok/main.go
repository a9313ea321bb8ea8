// race: no

// The variable is given a new map under the lock; readers take it under the lock.
package main

import "sync"

type catalog struct {
	mu    sync.RWMutex
	items map[string]int
}

func (c *catalog) reload(names []string) {
	fresh := make(map[string]int, len(names))
	for i, name := range names {
		fresh[name] = i
	}
	c.mu.Lock()
	c.items = fresh
	c.mu.Unlock()
}

func (c *catalog) find(name string) (int, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	i, ok := c.items[name]
	return i, ok
}

func main() {
	c := &catalog{}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			c.reload([]string{"a", "b"})
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			c.find("a")
		}
	}()
	wg.Wait()
}
