// race: no

// A table of tables: what is not there yet is made, filled, and kept. Nobody changes what is there: it gives way to a copy.
package main

import (
	"maps"
	"sync"
)

type votes struct {
	mu     sync.Mutex
	byName map[string]map[string]int
}

func (v *votes) of(name string) map[string]int {
	if known, ok := v.byName[name]; ok {
		return known
	}
	return map[string]int{}
}

func (v *votes) add(name, from string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	counts := maps.Clone(v.of(name))
	counts[from]++
	v.byName[name] = counts
}

func (v *votes) sum(name string) int {
	v.mu.Lock()
	counts, ok := v.byName[name]
	if !ok {
		counts = map[string]int{}
	}
	v.mu.Unlock()
	sum := 0
	for range 100 {
		for _, count := range counts {
			sum += count
		}
	}
	return sum
}

func main() {
	v := &votes{byName: map[string]map[string]int{}}
	v.add("a", "b")
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 1000 {
			v.add("a", "b")
		}
	}()
	for range 1000 {
		v.sum("a")
	}
	wg.Wait()
}
