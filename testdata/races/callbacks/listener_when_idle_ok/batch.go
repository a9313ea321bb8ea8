// Package batch has a function in a list of listeners, which are notified when nobody builds.
package batch

import "sync"

type Listeners struct {
	mu    sync.Mutex
	funcs []func(id string)
}

func (l *Listeners) Add(f func(id string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.funcs = append(l.funcs, f)
}

func (l *Listeners) Notify(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.funcs {
		f(id)
	}
}

type Batch struct {
	mu     sync.Mutex
	groups map[string]int
}

func New(l *Listeners) *Batch {
	b := &Batch{groups: make(map[string]int)}
	l.Add(func(id string) {
		for group := range b.groups {
			println(group, id)
		}
	})
	return b
}

func (b *Batch) Group(id string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.groups[id]++
	return b.groups[id]
}

func (b *Batch) Reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id := range b.groups {
		delete(b.groups, id)
	}
}
