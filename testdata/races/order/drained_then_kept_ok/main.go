// race: no

// The results are kept when all are there.
package main

import "sync"

type builder struct {
	images map[int]int
}

type result struct{ stage, image int }

func (b *builder) stage(at int) int { return b.images[at-1] + 1 }

func (b *builder) build(stages int) {
	results := make(chan result)
	var wg sync.WaitGroup
	wg.Add(stages)
	for at := range stages {
		go func() {
			defer wg.Done()
			results <- result{at, b.stage(at)}
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	var all []result
	for r := range results {
		all = append(all, r)
	}
	for _, r := range all {
		b.images[r.stage] = r.image
	}
}

func main() {
	b := &builder{images: map[int]int{}}
	b.build(40)
}
