// race: yes

// A closure is returned, kept, and called from goroutines.
package main

import "sync"

func counter() func(string) int {
	counts := make(map[string]int)
	return func(name string) int {
		counts[name]++      // want? "GMC00[12]"
		return counts[name] // want? "GMC00[12]"
	}
}

func main() {
	count := counter()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count("a")
		}()
	}
	wg.Wait()
}
