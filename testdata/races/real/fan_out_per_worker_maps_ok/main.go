// race: no

// A map for each worker, merged after Wait.
package main

import (
	"maps"
	"sync"
)

type part map[string]int

func countPart(words []string) part {
	p := make(part)
	for _, word := range words {
		p[word]++
	}
	return p
}

func countAll(chunks [][]string) part {
	parts := make([]part, len(chunks))
	var wg sync.WaitGroup
	for i, chunk := range chunks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			parts[i] = countPart(chunk)
		}()
	}
	wg.Wait()
	total := make(part)
	for _, p := range parts {
		for word, n := range p {
			total[word] += n
		}
	}
	return total
}

func main() {
	total := countAll([][]string{{"a", "b"}, {"a"}, {"c"}})
	maps.DeleteFunc(total, func(_ string, n int) bool { return n < 2 })
}
