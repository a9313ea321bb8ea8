// Package ring has workers that take turns.
package ring

import "sync"

// Worker waits for its turn.
type Worker struct {
	turn chan int
	next *Worker
}

// Ring has workers that take turns.
type Ring struct {
	mu    sync.RWMutex
	stats map[int]int
	wg    sync.WaitGroup
}

// Start starts a worker.
func (r *Ring) Start(w *Worker) {
	r.wg.Add(1)
	go r.run(w)
}

// New makes a ring.
func New() *Ring {
	return &Ring{stats: map[int]int{}}
}

func (r *Ring) run(w *Worker) {
	defer r.wg.Done()
	for n := range w.turn {
		r.count(n)
		if n == 0 {
			if w.next.turn != nil {
				close(w.next.turn)
			}
			return
		}
		w.next.turn <- n - 1
	}
}

func (r *Ring) count(n int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	r.stats[n]++
}
