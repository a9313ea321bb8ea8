// race: no

// A comment says why a read needs no lock.
package main

import (
	"sync"

	"example.com/guard/said_to_be_safe_ok/table"
)

func main() {
	t := table.New()
	for range 3 {
		var wg sync.WaitGroup
		for _, name := range []string{"a", "b"} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				t.Add(name)
				t.Drop(name)
			}()
		}
		wg.Wait()
		t.Ready()
	}
}
