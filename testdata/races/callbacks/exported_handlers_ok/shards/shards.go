// Package shards follows which shards there are.
package shards

import (
	"sync"

	"k8s.io/client-go/tools/cache"
)

// Cache knows the shards.
type Cache struct {
	mu     sync.Mutex
	shards map[string]int
}

// New has the cache follow the informer.
func New(informer *cache.Informer) *Cache {
	c := &Cache{shards: map[string]int{}}
	informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    c.AddShard,
		DeleteFunc: c.DeleteShard,
	})
	return c
}

// AddShard takes a shard in.
func (c *Cache) AddShard(obj any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shards[obj.(string)]++
}

// DeleteShard forgets a shard. Nobody but this handler and the one before changes the map.
func (c *Cache) DeleteShard(obj any) {
	if _, ok := c.shards[obj.(string)]; !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.shards, obj.(string))
}

// Names tells which shards there are.
func (c *Cache) Names() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var names []string
	for name := range c.shards {
		names = append(names, name)
	}
	return names
}
