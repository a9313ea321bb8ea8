// race: yes

// The loop that takes the results in runs beside those that have none yet.
package main

import "sync"

type builder struct {
	images map[int]int
}

type result struct{ stage, image int }

func (b *builder) stage(at int) int { return b.images[at-1] + 1 } // want? "GMC00[1-5]"

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
	for r := range results {
		b.images[r.stage] = r.image // want? "GMC00[1-5]"
	}
}

func main() {
	b := &builder{images: map[int]int{}}
	b.build(40)
}
