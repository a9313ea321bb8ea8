// Package cache keeps values.
package cache

import "sync"

type Cache interface{ Set(key, value int) }

type node struct {
	mu   sync.Mutex
	vals map[int]int
}

func New() Cache { return &node{vals: map[int]int{}} }

func (n *node) Set(key, value int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.vals[key] = value
}

// Fill fills a cache.
func Fill(c Cache, n int) {
	for i := range n {
		c.Set(i, i)
	}
}
