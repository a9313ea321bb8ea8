// race: yes

// Each goroutine gets the batch, and the loop goes on with the same one on some ways.
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
	for key := range 1000 {
		batch[key] = key // want "GMC00[12]"
		if key%10 == 9 {
			wg.Add(1)
			go flush(&wg, batch)
			if key > 1000 {
				batch = make(map[int]int)
			}
		}
	}
	wg.Wait()
}
