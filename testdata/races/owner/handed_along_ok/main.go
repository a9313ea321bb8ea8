// race: no

// A function gets a worker, which it hands to a goroutine, and another thing than the worker works on.
package main

import "sync"

type store struct {
	holds map[int]bool
}

func (s *store) hold(key int) {
	s.holds[key] = true
}

func (s *store) release(key int) {
	delete(s.holds, key)
}

type worker struct {
	store *store
}

func newWorker(s *store) *worker {
	return &worker{store: s}
}

func (w *worker) work() {
	for key := range 1000 {
		w.store.hold(key)
	}
}

func drive(w *worker, s *store) {
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		w.work()
	}()
	for key := range 1000 {
		s.release(key)
	}
	done.Wait()
}

func main() {
	s := &store{holds: map[int]bool{}}
	drive(newWorker(&store{holds: map[int]bool{}}), s)
}
