// race: no

// A function is made a handler; the library calls the handler for one image after the other.
package main

import "example.org/images"

func main() {
	missing := map[string]bool{}
	handle := func(name string) ([]string, error) {
		missing[name] = true
		return nil, nil
	}
	images.Walk(images.HandlerFunc(handle), "a", "b", "c")
	_ = len(missing)
}
