// race: no

// Each hook is run once, and what it leaves behind runs once.
package main

import "fmt"

type app struct {
	onStart, onStop []func()
	state           map[int]string
}

func (a *app) atStart(f func()) { a.onStart = append(a.onStart, f) }
func (a *app) atStop(f func())  { a.onStop = append(a.onStop, f) }

func (a *app) run() {
	for _, hook := range a.onStart {
		hook()
	}
	for _, hook := range a.onStop {
		hook()
	}
}

func main() {
	a := &app{state: map[int]string{}}
	quit, done := make(chan bool), make(chan bool, 3)
	done <- true
	done <- true
	a.atStart(func() {
		go func() {
			for i := range 300 {
				a.state[i] = "up"
			}
			<-quit
			a.state[0] = "down"
			done <- true
		}()
	})
	a.atStop(func() {
		close(quit)
		for range cap(done) {
			<-done
		}
	})
	a.run()
	fmt.Println(len(a.state))
}
