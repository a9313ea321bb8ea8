// race: yes

// A timer flushes the batch and begins another, while the loop goes on to fill it.
package main

import "time"

func collect(input <-chan int, flush func(map[int]int)) {
	batch := make(map[int]int)
	timer := time.AfterFunc(time.Millisecond, func() {
		if len(batch) > 0 { // want "GMC002"
			flush(batch)
			batch = make(map[int]int)
		}
	})
	defer timer.Stop()
	for n := range input {
		batch[n]++
	}
}

func main() {
	input := make(chan int, 1000)
	go func() {
		for n := range 100000 {
			input <- n % 7
		}
		close(input)
	}()
	collect(input, func(batch map[int]int) { _ = len(batch) })
	time.Sleep(20 * time.Millisecond)
}
