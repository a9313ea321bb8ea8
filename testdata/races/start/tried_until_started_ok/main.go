// race: no

// The loop tries again until it can start something, and then it is over.
package main

import (
	"sync"
	"time"
)

type worker struct {
	counts map[int]int
	done   sync.WaitGroup
}

func (w *worker) apply() {
	w.done.Add(1)
	go func() {
		defer w.done.Done()
		for i := range 1000 {
			w.counts[i]++
		}
	}()
}

func (w *worker) start(ready func(int) bool) {
	for try := 0; ; try++ {
		if ready(try) {
			w.apply()
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func main() {
	w := &worker{counts: map[int]int{}}
	w.start(func(try int) bool { return try > 2 })
	w.done.Wait()
}
