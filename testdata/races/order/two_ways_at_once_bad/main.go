// race: yes

// One object has two goroutines that count.
package main

import "example.com/order/two_ways_at_once_bad/watch"

func main() {
	w := watch.New()
	w.Start()
	w.Resume()
	for block := range 1000 {
		w.Tell(block % 8)
	}
	w.Stop()
}
