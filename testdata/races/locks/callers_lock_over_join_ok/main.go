// race: no

// The caller of fill holds the lock until its workers are done; what they leave behind takes it by itself.
package main

import "sync"

type cache struct {
	mu    sync.Mutex
	nodes map[int]int
	done  sync.WaitGroup
}

func each(n int, action func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			action(i)
		}()
	}
	wg.Wait()
}

func (c *cache) fill() {
	var one sync.Mutex
	c.done.Add(4)
	each(4, func(i int) {
		for k := range 50 {
			one.Lock()
			c.nodes[k] = i
			one.Unlock()
		}
		go c.watch(i)
	})
}

func (c *cache) watch(i int) {
	defer c.done.Done()
	for k := range 50 {
		c.mu.Lock()
		delete(c.nodes, k+i)
		c.mu.Unlock()
	}
}

func (c *cache) ensure() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fill()
}

func main() {
	c := &cache{nodes: map[int]int{}}
	c.ensure()
	c.done.Wait()
}
