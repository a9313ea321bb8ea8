// race: yes

// A range over an integer starts the goroutines.
package main

import "sync"

func squares(n int) map[int]int {
	out := make(map[int]int, n)
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() {
			defer wg.Done()
			out[i] = i * i // want "GMC001"
		}()
	}
	wg.Wait()
	return out
}

func main() {
	for range 10 {
		squares(8)
	}
}
