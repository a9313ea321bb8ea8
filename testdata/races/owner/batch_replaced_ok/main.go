// race: no

// Each goroutine gets the batch that was filled, and the loop goes on with a new one.
package main

import "sync"

func flush(wg *sync.WaitGroup, batch map[int]int) {
	defer wg.Done()
	for key := range batch {
		delete(batch, key)
	}
}

func main() {
	var wg sync.WaitGroup
	batch := make(map[int]int)
	for key := range 100 {
		batch[key] = key
		if len(batch) == 10 {
			wg.Add(1)
			go flush(&wg, batch)
			batch = make(map[int]int)
		}
	}
	wg.Wait()
}
