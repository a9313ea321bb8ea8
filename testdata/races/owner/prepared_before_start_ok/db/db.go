// Package db keeps topics.
package db

import "sync"

type DB struct {
	mu     sync.Mutex
	topics map[string]int
}

func New() *DB {
	return &DB{topics: make(map[string]int)}
}

func (d *DB) Topic(name string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.topics[name]++
	return d.topics[name]
}

func (d *DB) Remove(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.topics, name)
}

// Names leaves it to its callers to see that nobody else is at work.
func (d *DB) Names() []string {
	var names []string
	for name := range d.topics {
		names = append(names, name)
	}
	return names
}

func (d *DB) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.Names())
}
