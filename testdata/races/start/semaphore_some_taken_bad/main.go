// race: yes

// Only some slots of the semaphore are taken: goroutines that have the others go on.
package main

import (
	"sync"
	"time"
)

func lengths(names []string) {
	var mu sync.Mutex
	out := make(map[string]int)
	slots := make(chan struct{}, 4)
	for at, name := range names {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			time.Sleep(time.Duration(at) * 5 * time.Millisecond)
			mu.Lock()
			out[name] = len(name)
			mu.Unlock()
		}()
	}
	for range 2 {
		slots <- struct{}{}
	}
	out["total"] = len(names) // want "GMC004"
}

func main() {
	lengths([]string{"a", "bb", "ccc", "dddd"})
	time.Sleep(50 * time.Millisecond)
}
