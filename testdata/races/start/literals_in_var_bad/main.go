// race: yes

// The functions that run are the values of a package variable.
package main

import "sync"

var found = make(map[string]int)

var steps = []func(){
	func() { found["a"]++ }, // want? "GMC001"
	func() { found["b"]++ }, // want? "GMC001"
}

func main() {
	var wg sync.WaitGroup
	for _, step := range steps {
		wg.Add(1)
		go func() {
			defer wg.Done()
			step()
		}()
	}
	wg.Wait()
}
