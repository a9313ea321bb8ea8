// Package singleflight stands in for golang.org/x/sync/singleflight.
package singleflight

import "sync"

// Group shares the result of calls with the same key.
type Group struct {
	mu      sync.Mutex
	flights map[string]*flight
}

type flight struct {
	done  chan struct{}
	value any
	err   error
}

// Result is what DoChan delivers.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// Do calls fn in the caller's goroutine, unless a call for key is under way: then it waits for that one.
func (g *Group) Do(key string, fn func() (any, error)) (any, error, bool) {
	g.mu.Lock()
	if f, ok := g.flights[key]; ok {
		g.mu.Unlock()
		<-f.done
		return f.value, f.err, true
	}
	f := &flight{done: make(chan struct{})}
	if g.flights == nil {
		g.flights = map[string]*flight{}
	}
	g.flights[key] = f
	g.mu.Unlock()

	f.value, f.err = fn()
	close(f.done)

	g.mu.Lock()
	delete(g.flights, key)
	g.mu.Unlock()
	return f.value, f.err, false
}

// DoChan is Do in a goroutine.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	results := make(chan Result, 1)
	go func() {
		value, err, shared := g.Do(key, fn)
		results <- Result{value, err, shared}
	}()
	return results
}
