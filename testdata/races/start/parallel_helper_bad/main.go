// race: yes

// A helper calls its function parameter from many goroutines and waits.
package main

import "sync"

func forEach(items []string, f func(string)) {
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(item)
		}()
	}
	wg.Wait()
}

func checksums(files []string) map[string]int {
	sums := map[string]int{}
	forEach(files, func(file string) {
		sums[file] = len(file) // want "GMC001"
	})
	return sums
}

func main() {
	for range 20 {
		checksums([]string{"a", "b", "c", "d"})
	}
}
