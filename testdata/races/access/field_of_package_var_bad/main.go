// race: yes

// A map two fields below a package variable.
package main

import "sync"

var app struct {
	metrics struct {
		byRoute map[string]int
	}
}

func observe(route string) {
	app.metrics.byRoute[route]++ // want "GMC001"
}

func main() {
	app.metrics.byRoute = map[string]int{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			observe("/")
		}()
	}
	wg.Wait()
}
