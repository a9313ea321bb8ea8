// race: yes

// Another goroutine tells by a channel that it waits for the workers, not that they have ended.
package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	results := map[int]int{}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			for k := range 100 {
				results[i] = k // want? "GMC004"
			}
		}()
	}
	done := make(chan struct{})
	go func() {
		close(done)
		wg.Wait()
	}()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		os.Exit(2)
	}
	fmt.Println(len(results)) // want? "GMC004"
}
