// race: yes

// A vendored library runs the function that it is given in many goroutines.
package main

import "example.org/walk"

func main() {
	sizes := make(map[string]int)
	walk.Each([]string{"a", "b", "c"}, func(name string) {
		sizes[name]++ // want "GMC001"
	})
}
