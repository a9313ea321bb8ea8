// race: yes

// The map goes over a channel, but the sender goes on filling it.
package main

import "sync"

func produce(out chan<- map[int]int, n int) {
	defer close(out)
	batch := make(map[int]int)
	for i := range n {
		batch[i] = i // want? "GMC00[12]"
		out <- batch
	}
}

func consume(in <-chan map[int]int) {
	for batch := range in {
		batch[-1]++ // want? "GMC00[12]"
	}
}

func main() {
	ch := make(chan map[int]int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		consume(ch)
	}()
	produce(ch, 50)
	wg.Wait()
}
