// race: no

// Each worker goes through the whole list and stamps the jobs that are its own.
package main

import "sync"

type job struct {
	worker int
	tags   map[int]string
}

type board struct {
	jobs []*job
}

func (b *board) stampOwn(worker int) {
	for round := range 100 {
		for _, j := range b.jobs {
			if j.worker != worker {
				continue
			}
			j.tags[round] = "seen"
		}
	}
}

func (b *board) countOwn(worker int) int {
	n := 0
	for _, j := range b.jobs {
		if j.worker == worker {
			n += len(j.tags)
		}
	}
	return n
}

func main() {
	b := &board{}
	for worker := range 4 {
		b.jobs = append(b.jobs, &job{worker: worker, tags: map[int]string{}})
	}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.stampOwn(worker)
			b.countOwn(worker)
		}()
	}
	wg.Wait()
}
