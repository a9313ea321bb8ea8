package cache

// Cache is not safe, but its test uses it as if it were.
type Cache struct{ items map[string]int }

// New returns an empty cache.
func New() *Cache { return &Cache{items: map[string]int{}} }

// Put stores an item.
func (c *Cache) Put(key string, n int) {
	c.items[key] = n // want? "GMC00[12]"
}

// Get looks an item up.
func (c *Cache) Get(key string) int {
	return c.items[key] // want? "GMC00[12]"
}
