// race: no

// The next task is made when the goroutine of the one before has told that it is through.
package main

import "time"

type task struct{ n int }

func (t *task) wait() int { return t.n }

func loop(rounds int) int {
	var current *task
	stopped := make(chan int, 1)
	total := 0
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for n := 0; n < rounds || current != nil; {
		if current == nil {
			current = &task{n: n}
			n++
			go func() {
				stopped <- current.wait()
			}()
		}
		select {
		case result := <-stopped:
			total += result
			current = nil
		case <-ticker.C:
		}
	}
	return total
}

func main() {
	if loop(5) != 10 {
		panic("lost a task")
	}
}
