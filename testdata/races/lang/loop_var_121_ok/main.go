// race: no

// Before Go 1.22: the variable is copied, or passed as an argument.
package main

import "sync"

func main() {
	maps := []map[string]int{{}, {}, {}}
	var wg sync.WaitGroup
	for _, m := range maps {
		m := m
		wg.Add(1)
		go func() {
			defer wg.Done()
			m["n"]++
		}()
	}
	wg.Wait()
	for _, m := range maps {
		wg.Add(1)
		go func(m map[string]int) {
			defer wg.Done()
			m["n"]++
		}(m)
	}
	wg.Wait()
}
