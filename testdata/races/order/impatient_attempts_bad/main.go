// race: yes

// A helper lets go of what it runs in a goroutine when it is told to.
package main

import (
	"sync"
	"time"
)

var all sync.WaitGroup

// attempt runs check in a goroutine and gives it some time.
func attempt(check func() bool, more <-chan int) bool {
	done := make(chan bool, 1)
	all.Add(1)
	go func() {
		defer all.Done()
		ok := false
		defer func() { done <- ok }()
		ok = check()
	}()
	select {
	case ok := <-done:
		return ok
	case <-more:
		return false
	}
}

func main() {
	left := map[int]bool{}
	for i := range 1000 {
		left[i] = true
	}
	more := make(chan int, 20)
	for i := range 20 {
		more <- i
	}
	time.Sleep(time.Millisecond)
	for range 20 {
		attempt(func() bool {
			for i := range 1000 {
				delete(left, i) // want "GMC001"
			}
			return len(left) == 0
		}, more)
	}
	all.Wait()
}
