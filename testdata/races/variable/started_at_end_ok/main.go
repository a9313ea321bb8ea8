// race: no

// The goroutine is started when the function has done everything else.
package main

import "sync"

func drain(values chan int, limit int, wg *sync.WaitGroup) int {
	rest := values
	wg.Add(1)
	defer func() {
		go func() {
			defer wg.Done()
			for range rest {
			}
		}()
	}()
	sum := 0
	for n := range values {
		sum += n
		if n > limit {
			rest = make(chan int)
			close(rest)
		}
	}
	return sum
}

func main() {
	var wg sync.WaitGroup
	values := make(chan int, 3)
	values <- 1
	values <- 5
	close(values)
	_ = drain(values, 3, &wg)
	wg.Wait()
}
