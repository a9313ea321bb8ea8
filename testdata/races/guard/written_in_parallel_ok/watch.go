// Package watch measures stages: they end in parallel, and are printed when all have ended.
package watch

import "sync"

type Watch struct {
	mu     sync.Mutex
	stages map[string]int
}

func New() *Watch {
	return &Watch{stages: make(map[string]int)}
}

func (w *Watch) Track(name string) {
	w.mu.Lock()
	w.stages[name]++
	w.mu.Unlock()
}

func (w *Watch) Fail(name string) {
	w.mu.Lock()
	w.stages[name]--
	w.mu.Unlock()
}

func (w *Watch) Count() int {
	if len(w.stages) == 0 {
		return 0
	}
	return w.Sum() / len(w.stages)
}

func (w *Watch) Sum() int {
	sum := 0
	for _, n := range w.stages {
		sum += n
	}
	for name := range w.stages {
		sum += len(w.stages) * len(name)
	}
	return sum
}
