// race: no

// Both branches lock, each in its own way; the early return unlocks.
package main

import "sync"

type quota struct {
	mu   sync.RWMutex
	used map[string]int
}

func (q *quota) take(user string, dry bool) bool {
	if dry {
		q.mu.RLock()
		n := q.used[user]
		q.mu.RUnlock()
		return n < 10
	}
	q.mu.Lock()
	if q.used[user] >= 10 {
		q.mu.Unlock()
		return false
	}
	q.used[user]++
	q.mu.Unlock()
	return true
}

func main() {
	q := &quota{used: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				q.take("ann", i%2 == 0)
			}
		}()
	}
	wg.Wait()
}
