// race: yes

// Loaders fill a map under the lock. Whoever publishes takes it under the lock, but leaves it there.
package main

import (
	"strconv"
	"sync"
)

var published int

func publish(chunk map[string]int) {
	published++
	clear(chunk) // want "GMC004 map `loaded`"
}

func load(loaders int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	loaded := make(map[string]int)
	flush := func() {
		mu.Lock()
		chunk := loaded
		mu.Unlock()
		publish(chunk)
	}
	for loader := range loaders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for at := range 2000 {
				mu.Lock()
				loaded[strconv.Itoa(at)] = loader
				mu.Unlock()
			}
		}()
	}
	for range 200 {
		flush()
	}
	wg.Wait()
	flush()
}

func main() {
	load(4)
}
