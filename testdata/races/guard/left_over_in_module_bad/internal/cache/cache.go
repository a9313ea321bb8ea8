// Package cache has a table with a lock, and two methods that leave it out.
package cache

import "sync"

// Cache is a table.
type Cache struct {
	mu   sync.Mutex
	rows map[string]int
}

// New makes one.
func New() *Cache { return &Cache{rows: map[string]int{}} }

// Put stores.
func (c *Cache) Put(name string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rows[name] = n
}

// Get looks up.
func (c *Cache) Get(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rows[name]
}

// Drop removes.
func (c *Cache) Drop(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.rows, name)
}

// Total sums up.
func (c *Cache) Total() int {
	total := 0
	for _, n := range c.rows { // want "GMC004"
		total += n
	}
	return total
}

// Part shares the table.
func (c *Cache) Part() *Cache {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Cache{rows: c.rows} // want "GMC006"
}
