// race: yes

// What is deferred first runs last: after the lock is gone.
package main

import "sync"

type fetcher struct {
	mu       sync.Mutex
	inflight map[int]bool
}

func (f *fetcher) fetch(id int) {
	defer delete(f.inflight, id) // want "GMC00[1-5]"
	f.mu.Lock()
	defer f.mu.Unlock()
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
