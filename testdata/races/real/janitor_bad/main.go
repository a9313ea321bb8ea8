// race: yes

// The janitor ranges under the read lock and deletes.
package main

import (
	"sync"
	"time"
)

type item struct{ expires time.Time }

type ttlCache struct {
	mu    sync.RWMutex
	items map[string]item
	stop  chan struct{}
	done  chan struct{}
}

func newTTLCache(interval time.Duration) *ttlCache {
	c := &ttlCache{items: map[string]item{}, stop: make(chan struct{}), done: make(chan struct{})}
	go c.janitor(interval)
	return c
}

func (c *ttlCache) janitor(interval time.Duration) {
	defer close(c.done)
	for {
		select {
		case <-time.After(interval):
			c.sweep()
		case <-c.stop:
			return
		}
	}
}

func (c *ttlCache) sweep() {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for key, it := range c.items {
		if time.Now().After(it.expires) {
			delete(c.items, key) // want "GMC003"
		}
	}
}

func (c *ttlCache) set(key string, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key] = item{time.Now().Add(ttl)}
}

func (c *ttlCache) has(key string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	_, ok := c.items[key]
	return ok
}

func main() {
	c := newTTLCache(100 * time.Microsecond)
	for range 200 {
		c.set("a", 0)
		c.has("a")
		time.Sleep(10 * time.Microsecond)
	}
	close(c.stop)
	<-c.done
}
