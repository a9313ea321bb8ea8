// race: yes

// The map comes in by a dot import.
package main

import (
	"sync"

	. "example.com/lang/dot_import_bad/registry"
)

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Add(name)
			delete(Drivers, name) // want? "GMC00[12]"
		}()
	}
	wg.Wait()
}
