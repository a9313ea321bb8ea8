// race: yes

// With a default branch nobody waits.
package main

import "time"

func poll() map[string]int {
	state := make(map[string]int)
	ready := make(chan struct{})
	go func() {
		state["a"] = 1 // want? "GMC00[12]"
		close(ready)
	}()
	select {
	case <-ready:
	default:
	}
	state["b"] = 2 // want? "GMC00[12]"
	return state
}

func main() {
	for range 50 {
		poll()
	}
	time.Sleep(20 * time.Millisecond)
}
