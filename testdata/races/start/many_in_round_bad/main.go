// race: yes

// In each round of a loop a new table is filled by many at once.
package main

import "sync"

func inParallel(workers int, piece func(int)) {
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				piece(worker*100 + i)
			}
		}()
	}
	wg.Wait()
}

func main() {
	for range 3 {
		scores := map[int]int{}
		score := func(i int) {
			scores[i%10]++ // want "GMC001"
		}
		inParallel(4, score)
		println(len(scores))
	}
}
