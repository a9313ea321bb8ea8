// race: yes

// The cache has its buffer call back to drop what is too much, and one method leaves out the lock.
package main

import (
	"fmt"
	"sync"
)

// Bounded keeps the last few keys.
type Bounded struct {
	keys []int
	drop func(int)
}

// Insert adds a key, and has the oldest one dropped.
func (b *Bounded) Insert(key int) {
	if len(b.keys) == 10 {
		b.drop(b.keys[0])
		b.keys = b.keys[1:]
	}
	b.keys = append(b.keys, key)
}

// Cache may be used by many goroutines.
type Cache struct {
	mu      sync.Mutex
	buffer  *Bounded
	entries map[int]int
}

// NewCache makes one.
func NewCache() *Cache {
	c := &Cache{entries: map[int]int{}}
	c.buffer = &Bounded{drop: c.remove}
	return c
}

// Put adds an entry.
func (c *Cache) Put(key, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.buffer.Insert(key)
	c.entries[key] = value
}

// Get finds an entry.
func (c *Cache) Get(key int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.entries[key]
}

// Touch makes room.
func (c *Cache) Touch() {
	c.buffer.Insert(-1)
}

// remove drops an entry. The lock is assumed to be held.
func (c *Cache) remove(key int) {
	delete(c.entries, key) // want "GMC004"
}

func main() {
	c := NewCache()
	recent := &Bounded{drop: func(int) {}}
	var all sync.WaitGroup
	all.Add(1)
	go func() {
		defer all.Done()
		for i := range 300 {
			recent.Insert(i)
		}
	}()
	for n := range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range 300 {
				c.Put(n*1000+i, i)
			}
		}()
	}
	for range 2 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 300 {
				c.Touch()
			}
		}()
	}
	all.Wait()
	fmt.Println(c.Get(299))
}
