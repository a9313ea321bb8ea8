// race: no

// A goroutine of another package adds files to the watcher, and whoever stops the watcher has waited for it.
package main

import "example.com/order/users_stop_first_ok/watch"

type Agent struct {
	watcher watch.Watcher
	added   chan bool
}

func NewAgent() *Agent {
	return &Agent{watcher: watch.New(), added: make(chan bool)}
}

func (a *Agent) Run() {
	go a.fill()
}

func (a *Agent) fill() {
	for range 100 {
		a.watcher.Add("a")
	}
	a.added <- true
}

func (a *Agent) Stop() {
	<-a.added
	a.watcher.Close()
}

func main() {
	a := NewAgent()
	a.Run()
	a.Stop()
}
