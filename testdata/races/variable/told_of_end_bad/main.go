// race: yes

// Nobody waits for the goroutine of the task before.
package main

import "sync"

type task struct{ n int }

func (t *task) wait() int { return t.n }

func loop(rounds int) int {
	var current *task
	var wg sync.WaitGroup
	stopped := make(chan int, rounds)
	for n := range rounds {
		current = &task{n: n} // want? "GMC111"
		wg.Add(1)
		go func() {
			defer wg.Done()
			stopped <- current.wait() // want? "GMC111"
		}()
	}
	wg.Wait()
	return len(stopped)
}

func main() {
	_ = loop(20)
}
