// race: no

// The constructor writes before anybody else has the object.
package main

import "sync"

type codec struct {
	mu    sync.Mutex
	types map[string]int
}

func newCodec(names ...string) *codec {
	c := &codec{types: make(map[string]int)}
	for i, name := range names {
		c.types[name] = i
	}
	c.addBuiltins()
	return c
}

func (c *codec) addBuiltins() {
	c.types["bool"] = -1
	c.types["int"] = -2
}

func (c *codec) register(name string, id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.types[name] = id
}

func (c *codec) lookup(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.types[name]
}

func main() {
	c := newCodec("a", "b")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.register("c", i)
			c.lookup("int")
		}()
	}
	wg.Wait()
}
