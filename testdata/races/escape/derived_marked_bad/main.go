// race: yes

// A layer takes over the map of the one below, which is marked as read, and goes on changing it; the layer itself is new, not done.
package main

import (
	"sync"
	"sync/atomic"
)

type layer struct {
	lower *layer
	read  atomic.Bool
	done  bool

	mu   sync.RWMutex
	data map[string]int
}

// Flatten merges a layer into the one below.
func (l *layer) Flatten() *layer {
	lower := l.lower
	lower.mu.Lock()
	defer lower.mu.Unlock()
	lower.read.Store(true)
	l.done = true
	for k, v := range l.data {
		lower.data[k] = v
	}
	return &layer{data: lower.data} // want "GMC006 .* is shared with a new object"
}

// Set changes a value.
func (l *layer) Set(key string, value int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.data[key] = value
}

func main() {
	bottom := &layer{data: map[string]int{}}
	top := &layer{lower: bottom, data: map[string]int{"a": 1}}
	merged := top.Flatten()
	var wg sync.WaitGroup
	for _, l := range []*layer{bottom, merged} {
		for range 2 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := range 50 {
					l.Set("b", i)
				}
			}()
		}
	}
	wg.Wait()
}
