// race: no

// The function that starts the goroutines gives back what to wait for.
package main

import "sync"

func fill(m map[int]int) *sync.WaitGroup {
	wg := sync.WaitGroup{}
	mu := sync.Mutex{}
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			m[i] = i
			mu.Unlock()
		}()
	}
	return &wg
}

func main() {
	m := make(map[int]int)
	wg := fill(m)
	wg.Wait()
	m[8] = 8
}
