// race: no

// The goroutine releases the lock that its starter took.
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
			images[name] = i
		}
		mu.Unlock()
	}()
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
