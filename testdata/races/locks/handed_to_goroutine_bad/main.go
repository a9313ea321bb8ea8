// race: yes

// The starter releases the lock while its goroutine still writes.
package main

import (
	"sync"
	"time"
)

var (
	mu     sync.Mutex
	images = map[string]int{}
)

func warm(names []string) {
	mu.Lock()
	go func() {
		time.Sleep(time.Millisecond)
		for i, name := range names {
			images[name] = i // want "GMC00[14]"
		}
	}()
	mu.Unlock()
}

func image(name string) int {
	mu.Lock()
	defer mu.Unlock()
	return images[name]
}

func main() {
	for range 20 {
		warm([]string{"a", "b", "c"})
		for range 50 {
			image("a")
			time.Sleep(50 * time.Microsecond)
		}
	}
}
