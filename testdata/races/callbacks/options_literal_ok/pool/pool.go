// Package pool keeps names.
package pool

import (
	"sync"

	"example.com/callbacks/options_literal_ok/check"
)

type Pool struct {
	mu    sync.Mutex
	names map[string]int
	drops chan string
}

// New makes a pool with a goroutine that drops names.
func New() *Pool {
	p := &Pool{names: map[string]int{}, drops: make(chan string)}
	go p.loop()
	return p
}

func (p *Pool) loop() {
	for name := range p.drops {
		p.mu.Lock()
		delete(p.names, name)
		p.mu.Unlock()
	}
}

func (p *Pool) Add(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	options := &check.Options{
		Limit: 10,
		Known: func(name string) bool { return p.names[name] > 3 },
	}
	if check.Valid(name, options) {
		p.names[name]++
	}
}

func (p *Pool) Drop(name string) {
	p.drops <- name
}

func (p *Pool) Len() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.names)
}
