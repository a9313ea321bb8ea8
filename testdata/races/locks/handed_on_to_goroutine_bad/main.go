// race: yes

// The goroutine of a helper works on when the caller of the helper has released its lock.
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
	q.settle(name)
	q.mu.Unlock()
}

func (q *queue) settle(name string) {
	go func() {
		time.Sleep(time.Millisecond)
		for range 1000 {
			q.pending[name]++ // want "GMC00[14]"
		}
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
