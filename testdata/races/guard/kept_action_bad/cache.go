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
	for key, length := range c.lengths { // want "GMC004"
		visit(key, length)
	}
}

// Command is something that users run.
type Command struct {
	Name string
	Run  func(*Cache)
}

// Flush waits in its variable for whoever runs it.
var Flush = Command{
	Name: "flush",
	Run: func(c *Cache) {
		c.Range(func(string, int) {})
	},
}
