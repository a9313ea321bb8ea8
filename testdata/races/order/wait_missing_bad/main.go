// race: yes

// The result is read before Wait.
package main

import "sync"

func load(name string) int {
	sizes := make(map[string]int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		sizes[name] = len(name) // want? "GMC00[12]"
	}()
	size := sizes[name] // want? "GMC00[12]"
	wg.Wait()
	return size
}

func main() {
	for range 20 {
		load("a")
	}
}
