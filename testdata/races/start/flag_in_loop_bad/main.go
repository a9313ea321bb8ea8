// race: yes

// Every round of the loop starts a goroutine; the flag only keeps the first name.
package main

import (
	"sync"
	"time"
)

func watch(updates <-chan string) {
	seen := make(map[string]int)
	var wg sync.WaitGroup
	first := ""
	for name := range updates {
		if first == "" {
			first = name
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 200 {
				seen[name] = i // want "GMC001"
			}
		}()
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
