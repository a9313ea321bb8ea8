// race: no

// Every goroutine makes its own closure, with its own map.
package main

import "sync"

func counter() func(string) int {
	counts := make(map[string]int)
	return func(name string) int {
		counts[name]++
		return counts[name]
	}
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count := counter()
			count("a")
			count("a")
		}()
	}
	wg.Wait()
}
