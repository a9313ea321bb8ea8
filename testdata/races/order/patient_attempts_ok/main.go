// race: no

// A helper waits for what it runs in a goroutine, but not for ever.
package main

import (
	"sync"
	"time"
)

var all sync.WaitGroup

// attempt runs check in a goroutine and gives it some time.
func attempt(check func() bool, limit time.Duration) bool {
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
	case <-time.After(limit):
		return false
	}
}

func main() {
	left := map[int]bool{}
	for i := range 1000 {
		left[i] = true
	}
	for range 20 {
		attempt(func() bool {
			for i := range 1000 {
				delete(left, i)
			}
			return len(left) == 0
		}, time.Minute)
	}
	all.Wait()
}
