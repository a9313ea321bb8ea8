// race: no

// Each subscription is ended by the function that it has returned, and that waits.
package main

import (
	"fmt"
	"sync"
)

type bus struct {
	mu   sync.Mutex
	subs map[chan int]bool
}

func (b *bus) subscribe(f func(int)) (stop func()) {
	events := make(chan int, 8)
	done := make(chan struct{})
	b.mu.Lock()
	b.subs[events] = true
	b.mu.Unlock()
	go func() {
		defer close(done)
		for v := range events {
			f(v)
		}
	}()
	return func() {
		b.mu.Lock()
		delete(b.subs, events)
		b.mu.Unlock()
		close(events)
		<-done
	}
}

func (b *bus) publish(v int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for events := range b.subs {
		events <- v
	}
}

func main() {
	b := &bus{subs: map[chan int]bool{}}
	users, groups := map[int]int{}, map[int]int{}
	stopUsers := b.subscribe(func(v int) { users[v]++ })
	stopGroups := b.subscribe(func(v int) { groups[v]++ })
	for i := range 5 {
		b.publish(i)
	}
	stopUsers()
	stopGroups()
	users[9] = groups[1]
	fmt.Println(users)
}
