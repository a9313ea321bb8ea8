// Package online counts who is there.
package online

import (
	"maps"
	"sync"
)

// Map is the only implementation of the interface by which others know it.
type Map struct {
	mu   sync.RWMutex
	seen map[string]int
}

// New makes one.
func New() *Map {
	return &Map{seen: map[string]int{}}
}

// Add counts a visit.
func (o *Map) Add(name string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.seen[name]++
}

// Remove forgets.
func (o *Map) Remove(name string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.seen, name)
}

// Count says how many there are.
func (o *Map) Count() int {
	o.mu.RLock()
	defer o.mu.RUnlock()
	return len(o.seen)
}

// All gives a copy.
func (o *Map) All() map[string]int {
	o.mu.RLock()
	defer o.mu.RUnlock()
	return maps.Clone(o.seen)
}
