// race: no

// Two maps of one type, reached from one package variable by different paths, each under a lock of its own.
package main

import "sync"

type counts struct {
	byName map[string]int
}

func (c *counts) add() {
	c.byName["a"]++
}

type site struct {
	mu     sync.Mutex
	counts counts
}

type node struct {
	mu     sync.Mutex
	counts counts
}

type stats struct {
	site site
	node node
}

var all = &stats{
	site: site{counts: counts{map[string]int{}}},
	node: node{counts: counts{map[string]int{}}},
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		all.site.mu.Lock()
		defer all.site.mu.Unlock()
		all.site.counts.add()
	}()
	go func() {
		defer wg.Done()
		all.node.mu.Lock()
		defer all.node.mu.Unlock()
		all.node.counts.add()
	}()
	wg.Wait()
}
