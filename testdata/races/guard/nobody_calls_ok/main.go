// race: no

// The one method that leaves the lock out is not called by anybody any more.
package main

import "sync"

type filter struct {
	mu    sync.Mutex
	seen  map[int]bool
	count int
}

func (f *filter) add(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen[n] = true
}

func (f *filter) has(n int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen[n]
}

func (f *filter) forget(n int) {
	delete(f.seen, n)
}

func main() {
	f := &filter{seen: map[int]bool{}}
	var all sync.WaitGroup
	for n := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			if !f.has(n) {
				f.add(n)
			}
		}()
	}
	all.Wait()
}
