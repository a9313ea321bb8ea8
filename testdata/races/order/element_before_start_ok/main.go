// race: no

// In each round the element is prepared before its goroutine starts; the goroutines of earlier rounds have other elements.
package main

import "sync"

type part struct{ sizes map[string]int }

func work(sizes map[string]int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range 50 {
		sizes["a"]++
	}
}

func process(parts []*part) {
	var wg sync.WaitGroup
	for _, p := range parts {
		p.sizes["a"] = 1
		wg.Add(1)
		go work(p.sizes, &wg)
	}
	wg.Wait()
}

func main() {
	var parts []*part
	for range 8 {
		parts = append(parts, &part{sizes: map[string]int{}})
	}
	process(parts)
}
