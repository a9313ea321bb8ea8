// race: no

// Locked and unlocked in every round of a loop, with continue and break.
package main

import "sync"

type queue struct {
	mu      sync.Mutex
	pending map[int]bool
}

func (q *queue) drain(n int) {
	for i := 0; ; i++ {
		q.mu.Lock()
		if i >= n {
			q.mu.Unlock()
			break
		}
		if !q.pending[i] {
			q.pending[i] = true
			q.mu.Unlock()
			continue
		}
		delete(q.pending, i)
		q.mu.Unlock()
	}
}

func main() {
	q := &queue{pending: map[int]bool{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q.drain(20)
		}()
	}
	wg.Wait()
}
