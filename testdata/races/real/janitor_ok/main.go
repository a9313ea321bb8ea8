// race: no

// The janitor collects under the read lock and deletes under the write lock.
package main

import (
	"sync"
	"time"
)

type ttlCache struct {
	mu    sync.RWMutex
	items map[string]time.Time
	stop  chan struct{}
	done  chan struct{}
}

func newTTLCache(interval time.Duration) *ttlCache {
	c := &ttlCache{items: map[string]time.Time{}, stop: make(chan struct{}), done: make(chan struct{})}
	go c.janitor(interval)
	return c
}

func (c *ttlCache) janitor(interval time.Duration) {
	defer close(c.done)
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			c.sweep(now)
		case <-c.stop:
			return
		}
	}
}

func (c *ttlCache) sweep(now time.Time) {
	var stale []string
	c.mu.RLock()
	for key, expires := range c.items {
		if now.After(expires) {
			stale = append(stale, key)
		}
	}
	c.mu.RUnlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range stale {
		delete(c.items, key)
	}
}

func (c *ttlCache) set(key string, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key] = time.Now().Add(ttl)
}

func main() {
	c := newTTLCache(100 * time.Microsecond)
	for range 20 {
		c.set("a", 0)
		time.Sleep(200 * time.Microsecond)
	}
	close(c.stop)
	<-c.done
}
