// Package cache has a janitor that holds on to what the cache embeds, and not to the cache.
package cache

import "sync"

type inner struct {
	mu    sync.RWMutex
	items map[string]int
}

// Cache may be used by many goroutines.
type Cache struct {
	*inner
}

type janitor struct {
	stop chan struct{}
}

// New starts the janitor.
func New() *Cache {
	in := &inner{items: map[string]int{}}
	c := &Cache{in}
	j := &janitor{stop: make(chan struct{})}
	go j.run(in)
	return c
}

func (j *janitor) run(c *inner) {
	for {
		select {
		case <-j.stop:
			return
		default:
			c.deleteExpired()
		}
	}
}

func (c *inner) Set(name string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[name] = value
}

func (c *inner) Get(name string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.items[name]
}

func (c *inner) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.items)
}

func (c *inner) deleteExpired() {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.items, "1")
}
