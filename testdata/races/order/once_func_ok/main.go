// race: no

// sync.OnceFunc fills the table before anybody reads it.
package main

import "sync"

var (
	units = make(map[string]float64)
	load  = sync.OnceFunc(func() {
		units["km"] = 1000
		units["cm"] = 0.01
	})
)

func metres(n float64, unit string) float64 {
	load()
	return n * units[unit]
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			metres(2, "km")
		}()
	}
	wg.Wait()
}
