// race: yes

// The new object is filled after it was stored where the other goroutines look for it.
package main

import (
	"strconv"
	"sync"
)

type sandbox struct {
	mu        sync.Mutex
	endpoints map[string]bool
}

type controller struct {
	mu        sync.Mutex
	sandboxes map[string]*sandbox
}

func (c *controller) create(name string) {
	sb := &sandbox{endpoints: map[string]bool{}}
	c.mu.Lock()
	c.sandboxes[name] = sb
	c.mu.Unlock()
	for n := range 200 {
		sb.endpoints[strconv.Itoa(n)] = true // want "GMC004"
	}
}

func (c *controller) join(name, endpoint string) {
	c.mu.Lock()
	sb := c.sandboxes[name]
	c.mu.Unlock()
	if sb == nil {
		return
	}
	sb.mu.Lock()
	defer sb.mu.Unlock()
	sb.endpoints[endpoint] = true
}

func (c *controller) leave(name, endpoint string) {
	c.mu.Lock()
	sb := c.sandboxes[name]
	c.mu.Unlock()
	if sb == nil {
		return
	}
	sb.mu.Lock()
	defer sb.mu.Unlock()
	delete(sb.endpoints, endpoint)
}

func main() {
	c := &controller{sandboxes: map[string]*sandbox{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		c.create("a")
	}()
	for _, endpoint := range []string{"x", "y"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				c.join("a", endpoint)
				c.leave("a", endpoint)
			}
		}()
	}
	wg.Wait()
}
