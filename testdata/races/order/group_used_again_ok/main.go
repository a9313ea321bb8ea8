// race: no

// The goroutines of the first part have ended, and each of the second is waited for before the next.
package main

import "sync"

type counts struct {
	words map[int]int
}

func (c *counts) add(word int) { c.words[word]++ }

func main() {
	var wg sync.WaitGroup
	parts := make([]int, 4)
	for i := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			parts[i] = i
		}()
	}
	wg.Wait()

	c := &counts{words: map[int]int{}}
	for _, part := range parts {
		wg.Wait()
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 500 {
				c.add(part + n)
			}
		}()
	}
	wg.Wait()
}
