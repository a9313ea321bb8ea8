// race: yes

// The delete is two calls below the read lock.
package main

import "sync"

type entry struct{ expired bool }

type cache struct {
	mu      sync.RWMutex
	entries map[string]entry
}

func (c *cache) Get(key string) (entry, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.lookup(key)
}

func (c *cache) lookup(key string) (entry, bool) {
	e, ok := c.entries[key]
	if ok && e.expired {
		c.evict(key)
		return entry{}, false
	}
	return e, ok
}

func (c *cache) evict(key string) {
	delete(c.entries, key) // want "GMC003"
}

func (c *cache) Put(key string, e entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = e
}

func main() {
	c := &cache{entries: map[string]entry{}}
	for i := range 50 {
		c.Put(string(rune('a'+i)), entry{expired: true})
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				c.Get(string(rune('a' + i)))
			}
		}()
	}
	wg.Wait()
}
