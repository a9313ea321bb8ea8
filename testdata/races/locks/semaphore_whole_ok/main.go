// race: no

// Whoever takes a semaphore whole has waited for all that had a part of it.
package main

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

func run(names []string) int {
	const workers = 3
	sem := semaphore.NewWeighted(workers)
	var mu sync.Mutex
	sizes := make(map[string]int)
	for _, name := range names {
		if err := sem.Acquire(context.Background(), 1); err != nil {
			break
		}
		go func() {
			defer sem.Release(1)
			mu.Lock()
			defer mu.Unlock()
			sizes[name] = len(name)
		}()
	}
	if err := sem.Acquire(context.Background(), workers); err != nil {
		return 0
	}
	total := 0
	for _, size := range sizes {
		total += size
	}
	return total
}

func main() { run([]string{"a", "b", "c", "d", "e", "f"}) }
