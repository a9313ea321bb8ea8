// race: no

// A literal in a struct of options is run at once, under the lock of the function that made it.
package main

import (
	"sync"

	"example.com/callbacks/options_literal_ok/pool"
)

func main() {
	p := pool.New()
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.Add(name)
			p.Drop(name)
			p.Len()
		}()
	}
	wg.Wait()
}
