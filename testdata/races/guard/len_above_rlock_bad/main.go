// race: yes

// len is taken one line above RLock.
package main

import (
	"sync"
	"time"
)

type catalog struct {
	mu    sync.RWMutex
	items map[string]float64
}

func (c *catalog) names() []string {
	names := make([]string, 0, len(c.items)) // want "GMC00[24]"
	c.mu.RLock()
	defer c.mu.RUnlock()
	for name := range c.items {
		names = append(names, name)
	}
	return names
}

func (c *catalog) set(name string, price float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[name] = price
}

func (c *catalog) drop(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.items, name)
}

func main() {
	c := &catalog{items: map[string]float64{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 200 {
			c.set("nut", 1)
			c.drop("nut")
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 200 {
			c.names()
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
