// Package cache has a cache of lengths.
package cache

import "sync"

// Cache keeps lengths.
type Cache struct {
	mu      sync.Mutex
	lengths map[string]int
}

// New makes a cache.
func New() *Cache { return &Cache{lengths: map[string]int{}} }

// Load gives a length.
func (c *Cache) Load(key string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.lengths[key]; !ok {
		c.lengths[key] = len(key)
	}
	return c.lengths[key]
}

// Store sets a length.
func (c *Cache) Store(key string, length int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lengths[key] = length
}

// Range visits all.
func (c *Cache) Range(visit func(string, int)) {
	for key, length := range c.lengths {
		visit(key, length)
	}
}

var names = func() *Cache {
	c := New()
	c.Store("a", 1)
	return c
}()

// Total is the sum at the start.
var Total = func() (total int) {
	names.Range(func(_ string, length int) { total += length })
	return total
}()

// Length gives the length of a name.
func Length(name string) int { return names.Load(name) }
