// race: yes

// The wait group is set anew while those that it counts are still to tell it that they are done.
package main

import "sync"

func main() {
	wg := sync.WaitGroup{}
	results := make([]int, 3)
	for i := range 3 {
		go func() {
			results[i] = i
			wg.Add(1) // want "GMC111"
			wg.Done()
		}()
	}
	wg = sync.WaitGroup{}
	wg.Wait()
}
