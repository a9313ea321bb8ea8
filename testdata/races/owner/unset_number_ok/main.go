// race: no

// Whoever asks for no workers gets none, and nobody asks.
package main

import (
	"fmt"
	"sync"
	"time"
)

type options struct {
	async   bool
	workers int
	retries int
}

var seen = map[int]int{}

func visit(n int) {
	time.Sleep(time.Millisecond)
	seen[n%3]++
}

func background(o options, wait *sync.WaitGroup) {
	if o.async && o.retries == 0 {
		wait.Go(func() { visit(1) })
	}
	visit(2)
}

func parallel(o *options, wait *sync.WaitGroup) {
	if o.workers <= 1 {
		visit(3)
		return
	}
	for n := range o.workers {
		wait.Go(func() { visit(n) })
	}
}

func main() {
	var wait sync.WaitGroup
	for range 3 {
		background(options{retries: 0}, &wait)
	}
	parallel(&options{async: true}, &wait)
	wait.Wait()
	fmt.Println(len(seen))
}
