// race: yes

// A generic function writes to the map that it is given.
package main

import "sync"

func increment[M ~map[K]int, K comparable](m M, key K) {
	m[key]++ // want "GMC001"
}

type votes map[string]int

func main() {
	v := votes{}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "a"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			increment(v, name)
		}()
	}
	wg.Wait()
}
