// race: yes

// The loop that feeds the workers looks at their results before it sends the next job: the first are at work by then.
package main

import "sync"

func main() {
	results := map[int]int{}
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
				results[n] = n
				mu.Unlock()
			}
		}()
	}
	for n := range 2000 {
		if _, ok := results[n%50]; !ok || n > 50 { // want "GMC004"
			jobs <- n % 50
		}
	}
	close(jobs)
	wg.Wait()
}
