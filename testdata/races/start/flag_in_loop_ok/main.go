// race: no

// A flag lets one round of the loop start the goroutine.
package main

import (
	"sync"
	"time"
)

func watch(updates <-chan string) {
	seen := make(map[string]int)
	var wg sync.WaitGroup
	started := false
	for name := range updates {
		if !started {
			started = true
			wg.Add(1)
			go func() {
				defer wg.Done()
				for i := range 200 {
					seen[name] = i
				}
			}()
		}
	}
	wg.Wait()
}

func main() {
	updates := make(chan string, 4)
	for _, name := range []string{"a", "b", "c", "d"} {
		updates <- name
	}
	close(updates)
	watch(updates)
	time.Sleep(time.Millisecond)
}
