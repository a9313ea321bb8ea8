// race: no

// A function that recovers runs the literal that releases the lock of its starter.
package main

import (
	"log"
	"sync"
	"time"
)

func guarded(run func()) {
	defer func() {
		if reason := recover(); reason != nil {
			log.Println(reason)
		}
	}()
	run()
}

type broker struct {
	mu    sync.Mutex
	rates map[int]int
}

func (b *broker) open() {
	b.mu.Lock()
	go guarded(func() {
		defer b.mu.Unlock()
		time.Sleep(time.Millisecond)
		for key := range 100 {
			b.rates[key]++
		}
	})
}

func (b *broker) rate(key int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rates[key]
}

func main() {
	b := &broker{rates: map[int]int{}}
	for range 20 {
		b.open()
		for range 50 {
			b.rate(1)
			time.Sleep(50 * time.Microsecond)
		}
	}
}
