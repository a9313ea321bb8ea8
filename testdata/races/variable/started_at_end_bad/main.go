// race: yes

// The literal that starts the goroutine is called at once.
package main

import "sync"

func drain(values chan int, limit int, wg *sync.WaitGroup) int {
	rest := values
	wg.Add(1)
	func() {
		go func() {
			defer wg.Done()
			for range rest { // want? "GMC111"
			}
		}()
	}()
	sum := 0
	for n := range limit {
		sum += n
		if n > 1 {
			rest = make(chan int) // want? "GMC111"
			close(rest)
		}
	}
	return sum
}

func main() {
	var wg sync.WaitGroup
	for range 20 {
		values := make(chan int)
		close(values)
		_ = drain(values, 3, &wg)
	}
	wg.Wait()
}
