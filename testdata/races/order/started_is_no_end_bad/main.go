// race: yes

// A goroutine says that it has started, before it works: who waits for that does not wait for its end.
package main

import "sync"

func main() {
	seen := map[int]bool{}
	var started, done sync.WaitGroup
	started.Add(1)
	done.Add(1)
	go func() {
		started.Done() // want "GMC113"
		for key := range 1000 {
			seen[key] = true // want? "GMC00"
		}
		done.Done()
	}()
	started.Wait()
	for key := range 1000 {
		delete(seen, key) // want? "GMC00"
	}
	done.Wait()
}
