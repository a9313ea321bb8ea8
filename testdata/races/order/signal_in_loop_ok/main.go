// race: no

// The goroutine waits for a signal that comes after the last read.
package main

import "time"

func process(rounds int) int {
	states := map[int]int{1: 0}
	trigger := make(chan struct{})
	done := make(chan struct{})
	go func() {
		<-trigger
		for range 200 {
			states[2] = 1
		}
		close(done)
	}()
	sum := 0
	for i := range rounds {
		if i == 2 {
			trigger <- struct{}{}
		}
		if i < 2 {
			sum += states[1]
		}
	}
	<-done
	return sum + len(states)
}

func main() {
	for range 50 {
		process(5)
		time.Sleep(10 * time.Microsecond)
	}
}
