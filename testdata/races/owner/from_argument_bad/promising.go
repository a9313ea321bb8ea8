// Package promising has promises, each with a task that has to keep it.
//
// The task is an argument, and goroutines that are started for its promises take them away from it.
package promising

import (
	"sync"
	"sync/atomic"
)

type Task struct {
	open map[*Promise]struct{}
}

type Promise struct {
	owner atomic.Pointer[Task]
	mu    sync.Mutex
	value int
}

// NewPromise makes a promise that the task has to keep.
func NewPromise(owner *Task) *Promise {
	p := &Promise{}
	p.owner.Store(owner)
	owner.open[p] = struct{}{} // want?a "Task.open"
	return p
}

// Keep keeps a promise.
func Keep(p *Promise, value int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	owner := p.owner.Load()
	delete(owner.open, p) // want?a "Task.open"
	p.value = value
}

// Go keeps a promise in the background.
func Go(p *Promise, done *sync.WaitGroup) {
	go func() {
		defer done.Done()
		Keep(p, 1)
	}()
}
