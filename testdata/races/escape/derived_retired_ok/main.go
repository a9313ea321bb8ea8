// race: no

// A layer takes over the map of the one below, which is stale from then on: whoever comes to it finds that out before the map.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type layer struct {
	lower *layer
	stale atomic.Bool

	mu   sync.RWMutex
	data map[string]int
}

// Flatten merges a layer into the one below.
func (l *layer) Flatten() *layer {
	lower := l.lower
	lower.mu.Lock()
	defer lower.mu.Unlock()
	if lower.stale.Swap(true) {
		panic("merged twice")
	}
	for k, v := range l.data {
		lower.data[k] = v
	}
	return &layer{data: lower.data}
}

// Get looks a value up.
func (l *layer) Get(key string) (int, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.stale.Load() {
		return 0, false
	}
	return l.data[key], true
}

// Set changes a value.
func (l *layer) Set(key string, value int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.stale.Load() {
		l.data[key] = value
	}
}

func main() {
	bottom := &layer{data: map[string]int{}}
	top := &layer{lower: bottom, data: map[string]int{"a": 1}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 20 {
				bottom.Set("b", i)
				bottom.Get("b")
			}
		}()
	}
	merged := top.Flatten()
	for i := range 20 {
		merged.Set("b", i)
	}
	wg.Wait()
	fmt.Println(merged.Get("a"))
}
