package main

// cache is generic in key and value.
type cache[K comparable, V any] struct {
	entries map[K]V
}

func newCache[K comparable, V any]() *cache[K, V] {
	return &cache[K, V]{entries: make(map[K]V)}
}

func (c *cache[K, V]) put(key K, value V) {
	c.entries[key] = value // want "GMC001"
}
