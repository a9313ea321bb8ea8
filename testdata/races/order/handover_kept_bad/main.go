// race: yes

// The map goes over a channel, but the sender goes on filling it.
package main

import "sync"

func produce(out chan<- map[int]int, n int) {
	defer close(out)
	batch := make(map[int]int)
	for i := range n {
		batch[i] = i // want?:fn "GMC00[12]" a map that is sent is taken to be handed over
		out <- batch
	}
}

func consume(in <-chan map[int]int) {
	for batch := range in {
		batch[-1]++ // want?:fn "GMC00[12]" a map that is sent is taken to be handed over
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
