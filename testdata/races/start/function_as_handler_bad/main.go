// race: yes

// A function is made a handler; the library calls the handler in many goroutines.
package main

import "example.org/images"

func main() {
	missing := map[string]bool{}
	handle := func(name string) ([]string, error) {
		missing[name] = true // want "GMC001"
		return nil, nil
	}
	images.Dispatch(images.HandlerFunc(handle), "a", "b", "c")
}
