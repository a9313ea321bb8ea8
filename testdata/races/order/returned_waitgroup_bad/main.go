// race: yes

// The map is written before the wait for what the function gave back.
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
			m[i] = i // want? "GMC00[145]"
			mu.Unlock()
		}()
	}
	return &wg
}

func main() {
	m := make(map[int]int)
	wg := fill(m)
	m[8] = 8 // want? "GMC00[145]"
	wg.Wait()
}
