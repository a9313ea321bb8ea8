// race: no

// A function returns a fresh map to every caller.
package main

import "sync"

func defaults() map[string]int {
	return map[string]int{"retries": 3}
}

func merged(extra map[string]int) map[string]int {
	out := defaults()
	for key, value := range extra {
		out[key] = value
	}
	delete(out, "debug")
	return out
}

func main() {
	extra := map[string]int{"timeout": 5}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			merged(extra)["mine"] = 1
		}()
	}
	wg.Wait()
}
