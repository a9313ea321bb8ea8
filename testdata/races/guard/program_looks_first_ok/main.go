// race: no

// What is left over from the last run is looked up, without the lock, before readers come and go. Any caller of Known could ask later, but nobody in the
// program does.
package main

import (
	"sync"

	"example.com/guard/program_looks_first_ok/logs"
)

var wg sync.WaitGroup

func main() {
	restore()
	serve()
	wg.Wait()
}

func restore() {
	for id := range 100 {
		if logs.Known(id) {
			println("left over")
		}
	}
}

func serve() {
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				logs.Open(id+1000, "reader")
				logs.Close(id + 1000)
			}
		}()
	}
}
