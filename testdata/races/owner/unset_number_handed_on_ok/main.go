// race: no

// The store runs the callback in workers if it is told how many; the caller leaves that out.
package main

import (
	"fmt"
	"sync"
	"time"
)

type options struct {
	prefix  string
	workers int
}

type lister interface {
	each(o options, visit func(n int))
}

type store struct{}

func (store) each(o options, visit func(n int)) {
	visit, finish := spread(o.workers, visit)
	defer finish()
	for n := range 100 {
		visit(n)
	}
}

func spread(workers int, visit func(n int)) (func(n int), func()) {
	if workers <= 1 {
		return visit, func() {}
	}
	work := make(chan int)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for n := range work {
				visit(n)
			}
		})
	}
	finish := func() {
		close(work)
		wait.Wait()
	}
	return func(n int) { work <- n }, finish
}

func count(l lister) map[int]int {
	counts := map[int]int{}
	l.each(options{prefix: "a"}, func(n int) {
		time.Sleep(time.Millisecond)
		counts[n%3]++
	})
	return counts
}

func main() {
	fmt.Println(len(count(store{})))
}
