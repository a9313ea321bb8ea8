// race: no

// What is deferred last runs first: while the lock is held.
package main

import "sync"

type fetcher struct {
	mu       sync.Mutex
	inflight map[int]bool
}

func (f *fetcher) fetch(id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer delete(f.inflight, id)
	f.inflight[id] = true
}

func main() {
	f := &fetcher{inflight: map[int]bool{}}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 200 {
				f.fetch(i*1000 + j)
			}
		}()
	}
	wg.Wait()
}
