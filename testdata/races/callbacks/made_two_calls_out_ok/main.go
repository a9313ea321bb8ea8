// race: no

// The literal takes a mutex of the object that it was made with.
package main

import (
	"expvar"
	"sync"
)

type reads struct {
	mu     sync.Mutex
	counts map[string]int
}

func (r *reads) counter() func() any {
	return func() any {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.counts["all"]++
		return 0
	}
}

func counted() func() any {
	r := &reads{counts: map[string]int{}}
	return r.counter()
}

func main() {
	expvar.Publish("reads", expvar.Func(counted()))
	expvar.Publish("writes", expvar.Func(counted()))
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				_ = expvar.Get("reads").String()
			}
		}()
	}
	wg.Wait()
}
