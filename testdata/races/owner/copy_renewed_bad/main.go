// race: yes

// Of two maps in the copy one is still that of the original.
package main

import (
	"maps"
	"sync"
	"time"
)

type state struct {
	failed map[int]int
	done   map[int]bool
}

type worker struct {
	mu    sync.Mutex
	state state
}

func (w *worker) work(height int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.failed[height]++
	w.state.done[height] = true
}

func (w *worker) snapshot() state {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := w.state
	state.failed = maps.Clone(w.state.failed)
	return state
}

func main() {
	w := &worker{state: state{failed: map[int]int{}, done: map[int]bool{}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for height := range 100 {
			w.work(height)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		state := w.snapshot()
		for range 100 {
			for height := range state.failed {
				_ = height
			}
			for height := range state.done { // want "GMC004"
				_ = height
			}
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
