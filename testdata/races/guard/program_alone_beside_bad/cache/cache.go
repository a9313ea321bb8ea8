// Package cache keeps what has not been sent yet.
package cache

// Cache is changed by its own goroutine.
type Cache struct {
	In      chan int
	Out     chan int
	pending map[int]int
}

// New starts the goroutine.
func New() *Cache {
	c := &Cache{In: make(chan int), Out: make(chan int, 10), pending: map[int]int{}}
	go c.run()
	return c
}

func (c *Cache) run() {
	for item := range c.In {
		c.pending[item] = item
		c.Out <- item
	}
	close(c.Out)
}

// Len is asked by whoever has the cache.
func (c *Cache) Len() int {
	return len(c.pending) // want "GMC002"
}
