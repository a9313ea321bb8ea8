// race: yes

// time.AfterFunc runs its function in a goroutine.
package main

import (
	"sync"
	"time"
)

type reservations struct {
	wg   sync.WaitGroup
	held map[int]string
}

func (r *reservations) hold(seat int, name string) {
	r.held[seat] = name // want? "GMC00[12]"
	r.wg.Add(1)
	time.AfterFunc(time.Millisecond, func() {
		defer r.wg.Done()
		delete(r.held, seat) // want? "GMC00[12]"
	})
}

func main() {
	r := &reservations{held: map[int]string{}}
	for seat := range 20 {
		r.hold(seat, "ann")
		time.Sleep(200 * time.Microsecond)
	}
	r.wg.Wait()
}
