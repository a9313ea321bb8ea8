// race: yes

// A literal that is made once, two calls further out, and run by many at the same time.
package main

import (
	"expvar"
	"sync"
)

type reads struct {
	counts map[string]int
}

func (r *reads) counter() func() any {
	return func() any {
		r.counts["all"]++ // want "GMC001"
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
