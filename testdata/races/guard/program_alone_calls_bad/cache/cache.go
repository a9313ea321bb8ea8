// Package cache keeps heads.
package cache

import "sync"

// Cache knows the head of each branch.
type Cache struct {
	mu    sync.RWMutex
	heads map[string]int
}

// New returns an empty cache.
func New() *Cache {
	return &Cache{heads: map[string]int{}}
}

// Move sets the head of a branch.
func (c *Cache) Move(branch string, to int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heads[branch] = to
}

// Head tells the head of a branch.
func (c *Cache) Head(branch string) int {
	return c.heads[branch] // want "GMC004 .*Cache.heads"
}

// Has tells whether a branch is known.
func (c *Cache) Has(branch string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.heads[branch] > 0
}

// Len tells how many branches are known.
func (c *Cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.heads)
}
