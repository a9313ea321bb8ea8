// race: yes

// The getter locks, but hands out the map itself.
package main

import (
	"sync"
	"time"
)

type config struct {
	mu     sync.Mutex
	values map[string]string
}

func (c *config) set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value // want? "GMC00[24]"
}

func (c *config) all() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.values // want? "GMC00[46]"
}

func dump(c *config) int {
	n := 0
	for key := range c.all() { // want? "GMC00[246]"
		n += len(key)
	}
	return n
}

func main() {
	c := &config{values: map[string]string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			c.set("a", "1")
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			dump(c)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
