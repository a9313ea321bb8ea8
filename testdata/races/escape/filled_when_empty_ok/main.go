// race: no

// The map is filled once, under the lock, before anybody gets it.
package main

import "sync"

type catalog struct {
	mu    sync.Mutex
	names map[string]string
}

// Names gives all names.
func (c *catalog) Names() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.names) != 0 {
		return c.names
	}
	for _, name := range []string{"a", "b", "c"} {
		c.names[name] = "the " + name
	}
	return c.names
}

func main() {
	c := &catalog{names: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				c.Names()
			}
		}()
	}
	wg.Wait()
}
