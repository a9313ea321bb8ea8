// race: no

// Taking every slot of the semaphore waits for all goroutines; the results are guarded until then.
package main

import "sync"

const limit = 3

func lengths(names []string) map[string]int {
	var mu sync.Mutex
	out := make(map[string]int)
	slots := make(chan struct{}, limit)
	for _, name := range names {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			mu.Lock()
			out[name] = len(name)
			mu.Unlock()
		}()
	}
	for range limit {
		slots <- struct{}{}
	}
	return out
}

func main() {
	if len(lengths([]string{"a", "bb", "ccc", "dddd"})) != 4 {
		panic("lost lengths")
	}
}
