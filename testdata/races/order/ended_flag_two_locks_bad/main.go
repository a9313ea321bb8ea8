// race: yes

// Two locks for one map: that both holders find the flag unset keeps nobody out.
package main

import "sync"

type finalizer struct {
	mu, dropMu sync.Mutex
	ended      bool
	callbacks  map[int]func()
}

func (f *finalizer) register(id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return
	}
	f.callbacks[id] = func() {} // want? "GMC00[45]"
}

func (f *finalizer) drop(id int) {
	f.dropMu.Lock()
	defer f.dropMu.Unlock()
	if f.ended {
		return
	}
	delete(f.callbacks, id) // want? "GMC00[45]"
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
	wg.Wait()
	f.run()
}
