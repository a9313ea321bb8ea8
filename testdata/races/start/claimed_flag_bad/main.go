// race: yes

// The flag is looked at, and set, but nobody claims it.
package main

import (
	"sync"
	"sync/atomic"
)

type throttle struct {
	enabled atomic.Bool
	counts  map[string]int
	done    sync.WaitGroup
}

func (t *throttle) enable(all *sync.WaitGroup) {
	defer all.Done()
	if t.enabled.Load() {
		return
	}
	t.done.Add(1)
	go func() {
		defer t.done.Done()
		for range 1000 {
			t.counts["a"]++ // want "GMC001"
		}
	}()
	t.enabled.Store(len(t.names()) > 100)
}

func (t *throttle) names() []string { return nil }

func main() {
	t := &throttle{counts: map[string]int{}}
	var all sync.WaitGroup
	for range 10 {
		all.Add(1)
		go t.enable(&all)
	}
	all.Wait()
	t.done.Wait()
}
