// race: no

// A helper runs a literal in goroutines and waits for them.
package main

import (
	"sync"
	"time"
)

func each(n int, f func(int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(i)
		}()
	}
	wg.Wait()
}

func main() {
	squares := map[int]int{}
	var mu sync.Mutex
	each(20, func(i int) {
		mu.Lock()
		squares[i] = i * i
		mu.Unlock()
	})
	sum := 0
	for _, n := range squares {
		sum += n
	}
	time.Sleep(10 * time.Millisecond)
}
