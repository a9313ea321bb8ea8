// race: no

// A goroutine says that it has started, before it works: who waits for its end as well may go on.
package main

import "sync"

func main() {
	seen := map[int]bool{}
	var started, done sync.WaitGroup
	started.Add(1)
	done.Add(1)
	go func() {
		started.Done()
		for key := range 1000 {
			seen[key] = true
		}
		done.Done()
	}()
	started.Wait()
	done.Wait()
	for key := range 1000 {
		delete(seen, key)
	}
}
