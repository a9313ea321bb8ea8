// race: yes

// One branch only takes the lock, the write comes after both.
package main

import "sync"

type quota struct {
	mu   sync.Mutex
	used map[string]int
}

func (q *quota) take(user string, fast bool) {
	if !fast {
		q.mu.Lock()
		defer q.mu.Unlock()
	}
	q.used[user]++ // want:fn "GMC00[14]" a lock held on some paths only counts as held
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
