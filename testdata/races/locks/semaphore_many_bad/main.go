// race: yes

// A semaphore for many lets as many in.
package main

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

func run(names []string) map[string]int {
	sem := semaphore.NewWeighted(int64(len(names)))
	sizes := make(map[string]int)
	var wg sync.WaitGroup
	for _, name := range names {
		if err := sem.Acquire(context.Background(), 1); err != nil {
			break
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer sem.Release(1)
			for range 100 {
				sizes[name] = len(name) // want "GMC00[1-5]"
			}
		}()
	}
	wg.Wait()
	return sizes
}

func main() { run([]string{"a", "b", "c", "d", "e", "f"}) }
