// Package walk visits names.
package walk

import "sync"

// Each visits all names at the same time.
func Each(names []string, visit func(string)) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			visit(name)
		}()
	}
	wg.Wait()
}
