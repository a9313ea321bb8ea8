// race: yes

// A sweeper deletes what it ranges over while clients insert.
package main

import (
	"sync"
	"time"
)

type cache struct {
	entries map[string]time.Time
}

func (c *cache) sweep(now time.Time) {
	for key, expires := range c.entries { // want? "GMC00[12]"
		if expires.Before(now) {
			delete(c.entries, key) // want? "GMC00[12]"
		}
	}
}

func (c *cache) put(key string, ttl time.Duration) {
	c.entries[key] = time.Now().Add(ttl) // want? "GMC00[12]"
}

func main() {
	c := &cache{entries: map[string]time.Time{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 100 {
			c.sweep(time.Now())
		}
	}()
	for range 100 {
		c.put("k", -time.Second)
	}
	wg.Wait()
}
