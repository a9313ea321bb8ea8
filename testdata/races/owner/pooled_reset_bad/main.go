// race: yes

// One context serves all.
package main

import "sync"

type Context struct {
	mu    sync.Mutex
	store map[string]int
}

// Reset prepares the context for the next request.
func (c *Context) Reset() {
	clear(c.store) // want? "GMC00[145]"
}

// Set keeps a value.
func (c *Context) Set(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.store[name]++ // want? "GMC00[145]"
}

// Get finds a value.
func (c *Context) Get(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.store[name] // want? "GMC00[245]"
}

var shared = &Context{store: map[string]int{}}

func serve(name string) int {
	shared.Reset()
	shared.Set(name)
	return shared.Get(name)
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
