// race: no

// A goroutine for each job fills its table, and whoever has started them looks into all tables when they are done.
package main

import "sync"

type job struct {
	done map[int]bool
}

func (j *job) run(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := range 1000 {
		j.done[i] = true
	}
}

func main() {
	jobs := []*job{{done: map[int]bool{}}, {done: map[int]bool{}}}
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go j.run(&wg)
	}
	wg.Wait()
	for _, j := range jobs {
		for range 1000 {
			if j.done[1] {
				println("begun")
				break
			}
		}
	}
}
