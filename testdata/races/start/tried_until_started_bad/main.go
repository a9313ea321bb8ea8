// race: yes

// The loop starts something, and goes on.
package main

import "sync"

type worker struct {
	counts map[int]int
	done   sync.WaitGroup
}

func (w *worker) apply() {
	w.done.Add(1)
	go func() {
		defer w.done.Done()
		for i := range 1000 {
			w.counts[i]++ // want "GMC001"
		}
	}()
}

func (w *worker) start(more func(int) bool) {
	for try := 0; ; try++ {
		if more(try) {
			w.apply()
			continue
		}
		return
	}
}

func main() {
	w := &worker{counts: map[int]int{}}
	w.start(func(try int) bool { return try < 8 })
	w.done.Wait()
}
