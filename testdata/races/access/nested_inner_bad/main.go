// race: yes

// m[a][b] = v writes the inner map, and all goroutines share that.
package main

import "sync"

type matrix map[string]map[string]int

func collect(hosts []string) matrix {
	out := matrix{"errors": {}}
	var wg sync.WaitGroup
	for _, host := range hosts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out["errors"][host] = len(host) // want "GMC001"
		}()
	}
	wg.Wait()
	return out
}

func main() {
	for range 20 {
		collect([]string{"a", "b", "c"})
	}
}
