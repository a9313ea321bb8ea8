// race: yes

// Features are set by all who work.
package main

import (
	"sync"

	"example.com/guard/features_set_by_all_bad/flags"
)

func work() {
	for range 500 {
		flags.Has("a")
		flags.Enable("c")
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
