// race: no

// A function locks the mutex that it is given; the caller unlocks.
package main

import "sync"

func acquire(mu *sync.Mutex, waits *int) {
	mu.Lock()
	*waits++
}

type counters struct {
	mu    sync.Mutex
	waits int
	byKey map[string]int
}

func (c *counters) inc(key string) {
	acquire(&c.mu, &c.waits)
	defer c.mu.Unlock()
	c.byKey[key]++
}

func main() {
	c := &counters{byKey: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.inc("a")
		}()
	}
	wg.Wait()
}
