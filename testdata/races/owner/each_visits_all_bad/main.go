// race: yes

// Each worker stamps every job of the one list.
package main

import "sync"

type job struct {
	tags map[int]string
}

type board struct {
	jobs []*job
}

func (b *board) stampAll(worker int) {
	for round := range 100 {
		for _, j := range b.jobs {
			j.tags[round] = "seen" // want "GMC001"
		}
	}
	_ = worker
}

func main() {
	b := &board{jobs: []*job{{tags: map[int]string{}}, {tags: map[int]string{}}}}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.stampAll(worker)
		}()
	}
	wg.Wait()
}
