// Package group evaluates rules in a goroutine per group; a new group takes over the state of the old one, which it stops first.
package group

import (
	"maps"
	"sync"
)

type Rule struct {
	mu     sync.Mutex
	active map[int]bool
}

func (r *Rule) Eval(at int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.active[at] = true
	delete(r.active, at-10)
}

func (r *Rule) Active() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.active)
}

func (r *Rule) Has(at int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.active[at]
}

func (r *Rule) Reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for at := range r.active {
		delete(r.active, at)
	}
}

type Group struct {
	rules []*Rule
	quit  chan bool
	ended chan bool
	ready chan bool
}

func New() *Group {
	rules := []*Rule{{active: make(map[int]bool)}}
	return &Group{rules: rules, quit: make(chan bool), ended: make(chan bool), ready: make(chan bool)}
}

func (g *Group) run() {
	defer close(g.ended)
	for at := 0; ; at++ {
		select {
		case <-g.quit:
			return
		default:
			g.rules[0].Eval(at)
		}
	}
}

func (g *Group) stop() {
	close(g.quit)
	<-g.ended
}

func (g *Group) CopyState(from *Group) {
	for at, rule := range g.rules {
		maps.Copy(rule.active, from.rules[at].active)
	}
}

func Replace(old, next *Group) {
	go func() {
		old.stop()
		next.CopyState(old)
		close(next.ready)
		next.run()
	}()
}
