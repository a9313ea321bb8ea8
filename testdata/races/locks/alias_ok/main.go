// race: no

// Lock and map through local names.
package main

import "sync"

type metrics struct {
	mu     sync.Mutex
	counts map[string]int
}

func (m *metrics) inc(names ...string) {
	mu, counts := &m.mu, m.counts
	mu.Lock()
	defer mu.Unlock()
	for _, name := range names {
		counts[name]++
	}
}

func main() {
	m := &metrics{counts: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.inc("a", "b")
		}()
	}
	wg.Wait()
}
