// race: no

package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.Mutex
	level int
	mode  string
)

func set(n int) {
	mu.Lock()
	defer mu.Unlock()
	level = n
}

func configure(name string) {
	mode = name
}

func main() {
	configure("test")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			set(i + len(mode))
		}()
	}
	wg.Wait()
	fmt.Println(level >= 0)
}
