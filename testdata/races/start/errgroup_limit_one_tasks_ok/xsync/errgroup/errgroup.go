// Package errgroup stands in for golang.org/x/sync/errgroup: its shape, and its promises about order.
package errgroup

import "sync"

// Group runs functions in goroutines and keeps the first error.
type Group struct {
	tasks sync.WaitGroup
	slots chan struct{}
	mu    sync.Mutex
	first error
}

// SetLimit bounds the number of functions that run at once.
func (g *Group) SetLimit(n int) { g.slots = make(chan struct{}, n) }

// Go waits for a free slot and runs f in a goroutine.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.run(f)
}

// TryGo runs f in a goroutine if a slot is free.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.run(f)
	return true
}

// Wait returns when all functions have returned.
func (g *Group) Wait() error {
	g.tasks.Wait()
	return g.first
}

func (g *Group) run(f func() error) {
	g.tasks.Add(1)
	go func() {
		defer g.tasks.Done()
		err := f()
		if err != nil {
			g.mu.Lock()
			if g.first == nil {
				g.first = err
			}
			g.mu.Unlock()
		}
		if g.slots != nil {
			<-g.slots
		}
	}()
}
