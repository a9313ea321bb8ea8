// race: yes

// sync.OnceValue orders the making, not later writes to what it returns.
package main

import "sync"

var table = sync.OnceValue(func() map[string]int {
	return map[string]int{"a": 1}
})

func bump(name string) {
	table()[name]++ // want:fn "GMC001" results of OnceValue have no identity
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			bump("a")
		}()
	}
	wg.Wait()
}
