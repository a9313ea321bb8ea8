// race: no

// The helper that expects the lock asks whether it has ended, for all that call it.
package main

import (
	"errors"
	"strconv"
	"sync"
)

var errClosed = errors.New("closed")

type retrier struct {
	mu     sync.Mutex
	closed bool
	tries  map[string]int
}

func (r *retrier) schedule(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.scheduleLocked(id)
}

func (r *retrier) scheduleLocked(id string) error {
	if r.closed {
		return errClosed
	}
	r.tries[id]++
	return nil
}

func (r *retrier) close() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	for id := range r.tries {
		delete(r.tries, id)
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
