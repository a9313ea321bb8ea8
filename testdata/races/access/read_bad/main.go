// race: yes

// One goroutine stores while another looks up.
package main

import "sync"

var routes = map[string]string{}

func announce(name, address string) {
	routes[name] = address // want? "GMC00[12]"
}

func resolve(name string) string {
	return routes[name] // want? "GMC00[12]"
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			announce("db", "10.0.0.1")
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			resolve("db")
		}
	}()
	wg.Wait()
}
