// race: yes

// The map is kept in a local that is used after Unlock.
package main

import (
	"sync"
	"time"
)

type cluster struct {
	mu    sync.Mutex
	nodes map[string]bool
}

func (c *cluster) mark(name string, up bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nodes[name] = up // want? "GMC00[24]"
}

func (c *cluster) forget(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.nodes, name)
}

func (c *cluster) alive() int {
	c.mu.Lock()
	nodes := c.nodes // want? "GMC006"
	c.mu.Unlock()
	n := 0
	for _, up := range nodes { // want? "GMC00[246]"
		if up {
			n++
		}
	}
	return n
}

func main() {
	c := &cluster{nodes: map[string]bool{"a": true}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			c.mark("b", true)
			c.forget("b")
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			c.alive()
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
