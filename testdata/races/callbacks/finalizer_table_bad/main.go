// race: yes

// A finalizer works on what all have.
package main

import (
	"runtime"
	"sync"
	"time"
)

type cache struct {
	mu    sync.Mutex
	pages map[int]int
}

var common = &cache{pages: map[int]int{}}

func newCache() *cache {
	c := &cache{pages: map[int]int{}}
	runtime.SetFinalizer(c, func(c *cache) {
		for range common.pages { // want "GMC00[24]"
			time.Sleep(time.Microsecond)
		}
	})
	go c.expire()
	return c
}

func (c *cache) expire() {
	for i := range 100 {
		c.drop(i)
	}
}

func (c *cache) put(key int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages[key]++
}

func (c *cache) has(key int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pages[key] > 0
}

func (c *cache) drop(key int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.pages, key)
}

func main() {
	for range 20 {
		c := newCache()
		for key := range 100 {
			c.put(key)
			c.has(key)
		}
		go func() {
			for key := range 2000 {
				common.put(key)
				time.Sleep(time.Microsecond)
			}
		}()
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
