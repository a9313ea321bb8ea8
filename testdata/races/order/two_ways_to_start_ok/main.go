// race: no

// Two exported methods start the goroutine of an object; one of them is used.
package main

import "example.com/order/two_ways_to_start_ok/watch"

func main() {
	w := watch.New()
	w.Start()
	for block := range 1000 {
		w.Tell(block % 8)
	}
	w.Stop()
}
