package main

// On Windows there is one goroutine only, see start.
var state = map[string]int{}

func record(name string) {
	state[name]++
}
