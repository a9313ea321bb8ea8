package main

import "sync"

// cache is generic in key and value.
type cache[K comparable, V any] struct {
	mu      sync.RWMutex
	entries map[K]V
}

func newCache[K comparable, V any]() *cache[K, V] {
	return &cache[K, V]{entries: make(map[K]V)}
}

func (c *cache[K, V]) put(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = value
}

func (c *cache[K, V]) get(key K) (V, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	value, ok := c.entries[key]
	return value, ok
}
