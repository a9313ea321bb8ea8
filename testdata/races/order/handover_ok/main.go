// race: no

// The map goes over a channel and the sender lets go of it.
package main

import "sync"

func produce(out chan<- map[string]int, n int) {
	defer close(out)
	for i := range n {
		batch := make(map[string]int)
		batch["i"] = i
		out <- batch
	}
}

func consume(in <-chan map[string]int) {
	for batch := range in {
		batch["seen"] = 1
	}
}

func main() {
	ch := make(chan map[string]int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		consume(ch)
	}()
	produce(ch, 10)
	wg.Wait()
}
