// race: no

// The local holds the old map; the field has been given a new one under the lock.
package main

import "sync"

type batcher struct {
	mu      sync.Mutex
	pending map[string]int
}

func (b *batcher) add(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending[name]++
}

func (b *batcher) flush() int {
	b.mu.Lock()
	batch := b.pending
	b.pending = make(map[string]int)
	b.mu.Unlock()
	n := 0
	for name, count := range batch {
		n += count
		delete(batch, name)
	}
	return n
}

func main() {
	b := &batcher{pending: map[string]int{}}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				b.add("a")
				b.flush()
			}
		}()
	}
	wg.Wait()
}
