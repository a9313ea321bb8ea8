// race: no

// A literal gives the shared lock back and takes the exclusive one for what it is given.
package main

import "sync"

type tracker struct {
	mu    sync.RWMutex
	parts map[int]bool
}

func (t *tracker) reconcile(end int) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	locked := func(f func()) {
		t.mu.RUnlock()
		t.mu.Lock()
		f()
		t.mu.Unlock()
		t.mu.RLock()
	}
	for part := range t.parts {
		if part >= end {
			locked(func() { delete(t.parts, part) })
		}
	}
}

func (t *tracker) count() (n int) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for range t.parts {
		n++
	}
	return n
}

func main() {
	t := &tracker{parts: map[int]bool{1: true, 2: true, 3: true}}
	var wg sync.WaitGroup
	for end := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.reconcile(end)
			t.count()
		}()
	}
	wg.Wait()
}
