// race: no

// Fields of the values are written through pointers, each by one goroutine: the map is only read.
package main

import "sync"

type worker struct{ done int }

type fleet struct {
	workers map[int]*worker
}

func newFleet(n int) *fleet {
	f := &fleet{workers: make(map[int]*worker, n)}
	for i := range n {
		f.workers[i] = &worker{}
	}
	return f
}

func (f *fleet) run(i int) {
	f.workers[i].done++
	f.workers[i].done = f.workers[i].done * 2
}

func main() {
	f := newFleet(4)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f.run(i)
		}()
	}
	wg.Wait()
}
