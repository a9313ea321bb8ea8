// race: no

// The goroutine of a helper releases the lock that the caller of the helper took.
package main

import (
	"sync"
	"time"
)

type queue struct {
	mu      sync.Mutex
	pending map[string]int
}

func (q *queue) add(name string) {
	q.mu.Lock()
	// Takes over q.mu.
	q.settle(name)
}

func (q *queue) settle(name string) {
	go func() {
		defer q.mu.Unlock()
		q.pending[name]++
	}()
}

func (q *queue) count(name string) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.pending[name]
}

func main() {
	q := &queue{pending: map[string]int{}}
	for range 20 {
		q.add("a")
		for range 50 {
			q.count("a")
			time.Sleep(50 * time.Microsecond)
		}
	}
}
