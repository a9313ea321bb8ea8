// race: no

// What the workers look at is filled before the first of them gets a job, and what they find is looked at when they have ended.
package main

import "sync"

func main() {
	results := map[int]int{}
	names := map[int]string{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	jobs := make(chan int, 8)
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				n, more := <-jobs
				if !more {
					return
				}
				mu.Lock()
				results[n] = len(names[n])
				mu.Unlock()
			}
		}()
	}
	for n := range 50 {
		names[n] = "job"
	}
	for n := range 50 {
		jobs <- n
	}
	close(jobs)
	wg.Wait()
	for n := range 50 {
		if _, ok := results[n]; !ok {
			panic("missing")
		}
	}
}
