package main

var state = map[string]int{}

func record(name string) {
	state[name]++ // want "GMC001"
}
