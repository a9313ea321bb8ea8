// race: yes

// Functions are sent to the workers of a pool.
package main

import "sync"

type pool struct {
	jobs chan func()
	wg   sync.WaitGroup
}

func newPool(n int) *pool {
	p := &pool{jobs: make(chan func())}
	for range n {
		p.wg.Add(1)
		go p.work()
	}
	return p
}

func (p *pool) work() {
	defer p.wg.Done()
	for job := range p.jobs {
		job()
	}
}

func (p *pool) Submit(job func()) { p.jobs <- job }

func (p *pool) Close() {
	close(p.jobs)
	p.wg.Wait()
}

func main() {
	thumbs := make(map[string]int)
	p := newPool(4)
	for range 100 {
		p.Submit(func() {
			thumbs["made"]++ // want "GMC001"
		})
	}
	p.Close()
}
