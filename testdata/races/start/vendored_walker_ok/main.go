// race: no

// A vendored library runs the function that it is given once for each name, in its own goroutine.
package main

import "example.org/walk"

func main() {
	sizes := make(map[string]int)
	walk.Each([]string{"a", "b", "c"}, func(name string) {
		sizes[name]++
	})
}
