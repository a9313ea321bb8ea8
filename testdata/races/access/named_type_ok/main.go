// race: no

// The project's own map type; every goroutine has one.
package main

import "sync"

// tagSet is a set of tags.
type tagSet map[string]struct{}

func (s tagSet) add(tag string) { s[tag] = struct{}{} }

func (s tagSet) has(tag string) bool {
	_, ok := s[tag]
	return ok
}

func tagged(words []string) tagSet {
	set := tagSet{}
	for _, word := range words {
		if !set.has(word) {
			set.add(word)
		}
	}
	return set
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			tagged([]string{"a", "b", "a"})
		}()
	}
	wg.Wait()
}
