// race: yes

// The caller of fill holds the lock, but fill returns before its workers are done.
package main

import "sync"

type cache struct {
	mu    sync.Mutex
	nodes map[int]int
	done  sync.WaitGroup
}

func each(n int, action func(int)) {
	for i := range n {
		go action(i)
	}
}

func (c *cache) fill() {
	var one sync.Mutex
	c.done.Add(4)
	each(4, func(i int) {
		for k := range 50 {
			one.Lock()
			c.nodes[k] = i // want? "GMC005"
			one.Unlock()
		}
		go c.watch(i)
	})
}

func (c *cache) watch(i int) {
	defer c.done.Done()
	for k := range 50 {
		c.mu.Lock()
		delete(c.nodes, k+i) // want? "GMC005"
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
