// race: yes

// A goroutine for each job fills its table, and whoever has started them looks into all tables meanwhile.
package main

import "sync"

type job struct {
	done map[int]bool
}

func (j *job) run(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := range 1000 {
		j.done[i] = true // want? "GMC00[12]"
	}
}

func main() {
	jobs := []*job{{done: map[int]bool{}}, {done: map[int]bool{}}}
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go j.run(&wg)
	}
	for _, j := range jobs {
		for range 1000 {
			if j.done[1] { // want? "GMC00[12]"
				println("begun")
				break
			}
		}
	}
	wg.Wait()
}
