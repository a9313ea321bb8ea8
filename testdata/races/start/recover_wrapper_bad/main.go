// race: yes

// A package function that starts and recovers: recover does not save a map.
package main

import "sync"

var running sync.WaitGroup

// GoSafe runs f in a goroutine that survives panics.
func GoSafe(f func()) {
	running.Add(1)
	go runSafe(f)
}

func runSafe(f func()) {
	defer running.Done()
	defer func() { _ = recover() }() // a job that panics must not end the others
	f()
}

type events struct{ seen map[string]bool }

func (e *events) handle(id string) {
	e.seen[id] = true // want "GMC001"
}

func main() {
	e := &events{seen: map[string]bool{}}
	for _, id := range []string{"a", "b", "c", "d"} {
		GoSafe(func() { e.handle(id) })
	}
	running.Wait()
}
