// race: yes

// The map is read after the signal that the goroutine waits for.
package main

import "time"

func process(rounds int) int {
	states := map[int]int{1: 0}
	trigger := make(chan struct{})
	done := make(chan struct{})
	go func() {
		<-trigger
		for range 200 {
			states[2] = 1 // want? "GMC00[12]"
		}
		close(done)
	}()
	sum := 0
	trigger <- struct{}{}
	for i := range rounds {
		if i == 0 {
			sum++
		}
	}
	for range 200 {
		sum += states[1] // want? "GMC00[12]"
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
