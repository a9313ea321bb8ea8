// race: no

// Goroutines hand functions over an interface to a loop, which calls them one after the other.
package main

import "sync"

type loop struct {
	events chan event
}

type event struct {
	run func()
}

type ui interface {
	onLoop(f func())
}

// onLoop has the loop call the function.
func (l *loop) onLoop(f func()) {
	l.events <- event{run: f}
}

func (l *loop) serve() {
	for e := range l.events {
		e.run()
	}
}

var icons = map[string]int{}

func refresh(u ui) {
	u.onLoop(func() {
		for range 100 {
			icons["a"]++
		}
	})
}

func main() {
	l := &loop{events: make(chan event)}
	var served, all sync.WaitGroup
	served.Add(1)
	go func() {
		defer served.Done()
		l.serve()
	}()
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			refresh(l)
		}()
	}
	all.Wait()
	close(l.events)
	served.Wait()
}
