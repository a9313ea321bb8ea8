// race: yes

// The flag is set under the lock, and nobody asks for it.
package main

import "sync"

type finalizer struct {
	mu        sync.Mutex
	ended     bool
	callbacks map[int]func()
}

func (f *finalizer) register(id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.callbacks[id] = func() {}
}

func (f *finalizer) drop(id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.callbacks, id)
}

func (f *finalizer) run() int {
	f.mu.Lock()
	if f.ended {
		f.mu.Unlock()
		return 0
	}
	f.ended = true
	f.mu.Unlock()
	count := 0
	for range f.callbacks { // want "GMC00[245]"
		count++
	}
	return count
}

func main() {
	f := &finalizer{callbacks: map[int]func(){}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for n := range 500 {
				f.register(i*1000 + n)
			}
		}()
		go func() {
			defer wg.Done()
			for n := range 500 {
				f.drop(i*1000 + n)
			}
		}()
	}
	f.run()
	wg.Wait()
}
