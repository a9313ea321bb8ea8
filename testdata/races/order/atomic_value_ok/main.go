// race: no

// Copy-on-write behind an atomic.Value.
package main

import (
	"sync"
	"sync/atomic"
)

type features struct {
	value atomic.Value
}

func (f *features) replace(names ...string) {
	next := make(map[string]bool, len(names))
	for _, name := range names {
		next[name] = true
	}
	f.value.Store(next)
}

func (f *features) enabled(name string) bool {
	set, _ := f.value.Load().(map[string]bool)
	return set[name]
}

func main() {
	f := &features{}
	f.replace("a")
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		f.replace("a", "b")
	}()
	go func() {
		defer wg.Done()
		f.enabled("b")
	}()
	wg.Wait()
}
