// race: yes

// Whoever wants the map is given it, under the lock, and somebody looks at it without.
package main

import "sync"

type cache struct {
	mu    sync.Mutex
	items map[string]int
}

func (c *cache) with(do func(items map[string]int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do(c.items)
}

func (c *cache) add(name string) {
	c.with(func(items map[string]int) { items[name]++ })
}

func (c *cache) get(name string) (n int) {
	for range 20 {
		n += c.items[name] // want "GMC004"
	}
	return n
}

func main() {
	c := &cache{items: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				c.add("a")
				_ = c.get("a")
			}
		}()
	}
	wg.Wait()
}
