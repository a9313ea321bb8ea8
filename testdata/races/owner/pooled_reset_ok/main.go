// race: no

// What comes out of a pool is prepared before anybody else has it.
package main

import "sync"

type Context struct {
	mu    sync.Mutex
	store map[string]int
}

// Reset prepares the context for the next request.
func (c *Context) Reset() {
	clear(c.store)
}

// Set keeps a value.
func (c *Context) Set(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.store[name]++
}

// Get finds a value.
func (c *Context) Get(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.store[name]
}

var contexts = sync.Pool{New: func() any { return &Context{store: map[string]int{}} }}

func serve(name string) int {
	c := contexts.Get().(*Context)
	defer contexts.Put(c)
	c.Reset()
	c.Set(name)
	return c.Get(name)
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				serve("a")
			}
		}()
	}
	wg.Wait()
}
