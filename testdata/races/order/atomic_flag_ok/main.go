// race: no

// An atomic flag publishes the map.
package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

type loader struct {
	ready atomic.Bool
	data  map[string]int
}

func (l *loader) load() {
	l.data = make(map[string]int)
	l.data["a"] = 1
	l.ready.Store(true)
}

func (l *loader) get(key string) int {
	for !l.ready.Load() {
		runtime.Gosched()
	}
	return l.data[key]
}

func main() {
	l := &loader{}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		l.load()
	}()
	go func() {
		defer wg.Done()
		l.get("a")
	}()
	wg.Wait()
}
