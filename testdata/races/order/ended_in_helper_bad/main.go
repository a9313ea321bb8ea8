// race: yes

// The helper that expects the lock does not ask whether it has ended.
package main

import (
	"strconv"
	"sync"
)

type retrier struct {
	mu     sync.Mutex
	closed bool
	tries  map[string]int
}

func (r *retrier) schedule(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scheduleLocked(id)
}

func (r *retrier) scheduleLocked(id string) {
	r.tries[id]++
}

func (r *retrier) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	for id := range r.tries { // want? "GMC"
		delete(r.tries, id) // want? "GMC"
	}
}

func main() {
	r := &retrier{tries: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 500 {
				r.schedule(strconv.Itoa(i*1000 + n))
			}
		}()
	}
	r.close()
	wg.Wait()
}
