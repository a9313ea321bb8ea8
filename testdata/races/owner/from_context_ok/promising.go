// Package promising has promises, each with a task that has to keep it.
//
// A task travels in the context of its goroutine: whoever adds to it is that goroutine.
package promising

import (
	"context"
	"sync"
	"sync/atomic"
)

type taskKey struct{}

type task struct {
	open map[*Promise]struct{}
}

type Promise struct {
	owner atomic.Pointer[task]
	mu    sync.Mutex
	value int
}

func taskOf(ctx context.Context) *task {
	return ctx.Value(taskKey{}).(*task)
}

// NewPromise makes a promise that the calling task has to keep.
func NewPromise(ctx context.Context) *Promise {
	owner := taskOf(ctx)
	p := &Promise{}
	p.owner.Store(owner)
	owner.open[p] = struct{}{}
	return p
}

// Keep keeps a promise.
func Keep(p *Promise, value int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	owner := p.owner.Load()
	delete(owner.open, p)
	p.value = value
}

// Go runs a function as a task of its own.
func Go(ctx context.Context, done *sync.WaitGroup, run func(context.Context)) {
	own := &task{open: make(map[*Promise]struct{})}
	go func() {
		defer done.Done()
		run(context.WithValue(ctx, taskKey{}, own))
		for open := range own.open {
			Keep(open, 0)
		}
	}()
}
