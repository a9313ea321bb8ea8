// race: yes

// A goroutine of another package adds files to the watcher while the watcher's own looks at them.
package main

import "example.com/order/users_at_tick_bad/watch"

type agent struct {
	watcher watch.Watcher
	added   chan bool
}

func (a *agent) fill() {
	for i := range 1000 {
		a.watcher.Add(string(rune('a' + i%26)))
	}
	a.added <- true
}

func main() {
	a := &agent{watcher: watch.New(), added: make(chan bool)}
	go a.fill()
	<-a.added
	a.watcher.Count()
}
