// race: yes

// Each goroutine has an evaluator of its own around one map, and a method writes into it.
package main

import (
	"sync"
)

var known = map[string]bool{"a": true}

type evaluator struct{ deferred map[string]bool }

func (e *evaluator) loop(name string) int {
	saved := e.deferred
	e.deferred = saved
	e.deferred[name] = true // want "GMC001"
	n := len(e.deferred)
	e.deferred = saved
	return n
}

func main() {
	var all sync.WaitGroup
	for _, name := range []string{"x", "y", "z"} {
		all.Add(1)
		go func() {
			defer all.Done()
			e := &evaluator{deferred: known}
			e.loop(name)
		}()
	}
	all.Wait()
}
