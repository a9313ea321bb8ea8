// race: no

// The goroutine counts down in each round; all that touch the map take its lock.
package main

import (
	"sync"
	"sync/atomic"
)

type inbox struct {
	mu      sync.Mutex
	waiting atomic.Int64
	sizes   map[int]int
	done    chan int
}

func (i *inbox) drain() {
	for id := range i.done {
		i.mu.Lock()
		if _, ok := i.sizes[id]; ok {
			i.waiting.Add(-1)
			delete(i.sizes, id)
		}
		i.mu.Unlock()
	}
}

func (i *inbox) put(id int) {
	if i.waiting.Load() > 100000 {
		return
	}
	i.mu.Lock()
	i.sizes[id] = 1
	i.mu.Unlock()
}

func main() {
	const many = 20000
	i := &inbox{sizes: map[int]int{}, done: make(chan int, many)}
	for id := range many {
		i.done <- many + id
	}
	close(i.done)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		i.drain()
	}()
	go func() {
		defer wg.Done()
		for id := range many {
			i.put(id)
		}
	}()
	wg.Wait()
}
