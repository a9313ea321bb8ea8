// race: no

// A copy by value with maps of its own is returned.
package main

import (
	"maps"
	"sync"
)

type result struct {
	failed map[int]int
}

type state struct {
	result
	last int
}

type worker struct {
	mu    sync.Mutex
	state state
}

func (w *worker) fail(height int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.failed[height]++
	w.state.last = height
}

func (w *worker) snapshot() state {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := w.state
	state.failed = make(map[int]int, len(w.state.failed))
	maps.Copy(state.failed, w.state.failed)
	return state
}

func main() {
	w := &worker{state: state{result: result{failed: map[int]int{}}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for height := range 100 {
			w.fail(height)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			state := w.snapshot()
			for height := range state.failed {
				_ = height
			}
		}
	}()
	wg.Wait()
}
