// race: yes

// m[k]++ writes.
package main

import "sync"

func countWords(lines []string) map[string]int {
	counts := make(map[string]int)
	var wg sync.WaitGroup
	for _, line := range lines {
		wg.Add(1)
		go func() {
			defer wg.Done()
			counts[line]++ // want "GMC001"
		}()
	}
	wg.Wait()
	return counts
}

func main() {
	for range 20 {
		countWords([]string{"a", "b", "c", "a"})
	}
}
