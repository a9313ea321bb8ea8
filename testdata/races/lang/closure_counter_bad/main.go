// race: yes

// A closure is returned, kept, and called from goroutines.
package main

import "sync"

func counter() func(string) int {
	counts := make(map[string]int)
	return func(name string) int {
		counts[name]++      // want?:fn "GMC00[12]" a literal that is returned and called in goroutines
		return counts[name] // want?:fn "GMC00[12]" a literal that is returned and called in goroutines
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
