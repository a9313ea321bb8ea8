// race: yes

// The literal takes the shared lock for what it is given, which writes.
package main

import "sync"

type tracker struct {
	mu    sync.RWMutex
	parts map[int]bool
}

func (t *tracker) reconcile(end int) {
	shared := func(f func()) {
		t.mu.RLock()
		f()
		t.mu.RUnlock()
	}
	for part := range end {
		shared(func() { t.parts[part] = true }) // want "GMC003"
	}
}

func main() {
	t := &tracker{parts: map[int]bool{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.reconcile(100)
		}()
	}
	wg.Wait()
	t.mu.Lock()
	clear(t.parts)
	t.mu.Unlock()
}
