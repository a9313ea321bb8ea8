// race: no

// sync.WaitGroup.Go starts a goroutine; Wait waits for it.
package main

import "sync"

func sizes(names []string) map[string]int {
	out := make(map[string]int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, name := range names {
			out[name] = len(name)
		}
	})
	wg.Wait()
	out["total"] = len(out)
	return out
}

func main() {
	sizes([]string{"a", "bb", "ccc"})
}
