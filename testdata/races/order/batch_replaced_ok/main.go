// race: no

// The loop itself flushes the batch when the timer says so, and a literal that it calls begins another.
package main

import "time"

func collect(input <-chan int, flush func(map[int]int)) {
	batch := make(map[int]int)
	next := func() {
		if len(batch) > 0 {
			flush(batch)
			batch = make(map[int]int)
		}
	}
	timer := time.NewTimer(time.Millisecond)
	defer timer.Stop()
	for {
		select {
		case n, more := <-input:
			if !more {
				next()
				return
			}
			batch[n]++
		case <-timer.C:
			next()
		}
	}
}

func main() {
	input := make(chan int, 1000)
	go func() {
		for n := range 10000 {
			input <- n % 7
		}
		close(input)
	}()
	collect(input, func(batch map[int]int) {
		go func() { _ = len(batch) }()
	})
}
