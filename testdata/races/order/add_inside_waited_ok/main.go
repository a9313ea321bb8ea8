// race: no

// Add is called by goroutines for which another group waits first.
package main

import "sync"

func load(names []string) int {
	var mu sync.Mutex
	var sizes []int
	var started, done sync.WaitGroup
	for _, name := range names {
		started.Add(1)
		go func() {
			defer func() {
				started.Done()
			}()
			mu.Lock()
			sizes = append(sizes, len(name))
			mu.Unlock()
			done.Add(1)
			go func() {
				defer done.Done()
				_ = len(name)
			}()
		}()
	}
	started.Wait()
	done.Wait()
	return len(sizes)
}

func main() {
	load([]string{"a", "b"})
}
