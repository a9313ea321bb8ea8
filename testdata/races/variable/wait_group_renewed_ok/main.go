// race: no

// The wait group is set anew when all that it counts are done, and then used again.
package main

import "sync"

func main() {
	wg := sync.WaitGroup{}
	results := make([]int, 3)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = i
		}()
	}
	wg.Wait()

	wg = sync.WaitGroup{}
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i]++
		}()
	}
	wg.Wait()
}
