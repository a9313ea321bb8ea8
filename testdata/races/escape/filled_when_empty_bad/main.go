// race: yes

// The map is filled again each time, under the lock, while others have it.
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
	for _, name := range []string{"a", "b", "c"} {
		c.names[name] = "the " + name
	}
	return c.names // want "GMC006"
}

func main() {
	c := &catalog{names: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				for name := range c.Names() { // want "GMC004"
					_ = len(name)
				}
			}
		}()
	}
	wg.Wait()
}
