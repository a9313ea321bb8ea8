// race: no

// The timer's function and the methods take the same lock.
package main

import (
	"sync"
	"time"
)

type reservations struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	held map[int]string
}

func (r *reservations) hold(seat int, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[seat] = name
	r.wg.Add(1)
	time.AfterFunc(time.Millisecond, func() { r.release(seat) })
}

func (r *reservations) release(seat int) {
	defer r.wg.Done()
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.held, seat)
}

func main() {
	r := &reservations{held: map[int]string{}}
	for seat := range 20 {
		r.hold(seat, "ann")
	}
	r.wg.Wait()
}
