// race: no

// What a constructor makes and stores in the object that it constructs, nobody else has either.
package main

import "sync"

type sandbox struct {
	mu        sync.Mutex
	endpoints map[string]bool
}

type controller struct {
	mu        sync.Mutex
	sandboxes map[string]*sandbox
}

func newController(names []string) *controller {
	c := &controller{sandboxes: map[string]*sandbox{}}
	c.restore(names)
	return c
}

func (c *controller) restore(names []string) {
	for _, name := range names {
		sb := &sandbox{endpoints: map[string]bool{}}
		c.sandboxes[name] = sb
		sb.endpoints["restored"] = true
	}
}

func (c *controller) join(name, endpoint string) {
	c.mu.Lock()
	sb := c.sandboxes[name]
	c.mu.Unlock()
	sb.mu.Lock()
	defer sb.mu.Unlock()
	sb.endpoints[endpoint] = true
}

func (c *controller) leave(name, endpoint string) {
	c.mu.Lock()
	sb := c.sandboxes[name]
	c.mu.Unlock()
	sb.mu.Lock()
	defer sb.mu.Unlock()
	delete(sb.endpoints, endpoint)
}

func main() {
	c := newController([]string{"a", "b"})
	var wg sync.WaitGroup
	for _, endpoint := range []string{"x", "y"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.join("a", endpoint)
			c.leave("a", endpoint)
		}()
	}
	wg.Wait()
}
