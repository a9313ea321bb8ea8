// race: yes

// The loop comes to each element twice: the second time its goroutine is at work.
package main

import "sync"

type part struct{ sizes map[string]int }

func work(sizes map[string]int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range 50 {
		sizes["a"]++ // want? "GMC001"
	}
}

func process(parts []*part) {
	var wg sync.WaitGroup
	for range 2 {
		for _, p := range parts {
			p.sizes["a"] = 1 // want? "GMC001"
			wg.Add(1)
			go work(p.sizes, &wg)
		}
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
