// Package pool keeps jobs.
package pool

import "sync"

type Pool struct {
	mu   sync.Mutex
	jobs map[string]int
}

func New() *Pool {
	return &Pool{jobs: map[string]int{}}
}

// Init loads the jobs.
func (p *Pool) Init(names []string) {
	for _, name := range names {
		p.jobs[name]++
	}
}

func (p *Pool) Add(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.jobs[name]++
}

func (p *Pool) Has(name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.jobs[name] > 0
}

func (p *Pool) Drop(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.jobs, name)
}
