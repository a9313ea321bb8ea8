// Package cache keeps values until they are written.
package cache

import "sync"

type Writer interface {
	Put(key string)
}

// Batch is written at once.
type Batch struct {
	keys []string
}

func (b *Batch) Put(key string) {
	b.keys = append(b.keys, key)
}

func (b *Batch) Replay(w Writer) {
	for _, key := range b.keys {
		w.Put(key)
	}
}

type Cache struct {
	mu    sync.Mutex
	dirty map[string]int
}

func New() *Cache {
	return &Cache{dirty: map[string]int{}}
}

func (c *Cache) Add(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty[key]++
}

func (c *Cache) Has(key string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dirty[key] > 0
}

func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.dirty)
}

// Commit writes everything.
func (c *Cache) Commit(batch *Batch) {
	c.mu.Lock()
	defer c.mu.Unlock()
	batch.Replay(&cleaner{c})
}

type cleaner struct {
	cache *Cache
}

// Put drops what has been written.
func (c *cleaner) Put(key string) {
	delete(c.cache.dirty, key)
}
