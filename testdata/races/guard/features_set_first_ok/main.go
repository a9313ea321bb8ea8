// race: no

// Features are set before anything goes on; nobody calls what takes them back.
package main

import (
	"sync"

	"example.com/guard/features_set_first_ok/flags"
)

func work() {
	for range 500 {
		flags.Has("a")
	}
}

func main() {
	flags.Enable("a", "b")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work()
		}()
	}
	wg.Wait()
}
