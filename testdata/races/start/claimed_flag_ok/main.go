// race: no

// Of all who come, one claims the flag and starts the loop.
package main

import (
	"sync"
	"sync/atomic"
)

type throttle struct {
	enabled atomic.Bool
	counts  map[string]int
	names   chan string
	done    sync.WaitGroup
}

func (t *throttle) enable() {
	if was := t.enabled.Swap(true); was {
		return
	}
	t.done.Add(1)
	go func() {
		defer t.done.Done()
		for name := range t.names {
			t.counts[name]++
		}
	}()
}

func main() {
	t := &throttle{counts: map[string]int{}, names: make(chan string)}
	for range 10 {
		go t.enable()
	}
	t.enable()
	for range 1000 {
		t.names <- "a"
	}
	close(t.names)
	t.done.Wait()
}
