// race: no

// A goroutine says that it is ready when it has filled the map, and goes on to fill another one.
package main

import "sync"

type stats struct{ rounds int }

func (s *stats) count(m map[int]int) {
	for key := range 1000 {
		s.rounds++
		m[key] = s.rounds
	}
}

func main() {
	filled, other := map[int]int{}, map[int]int{}
	var ready, done sync.WaitGroup
	ready.Add(1)
	done.Add(1)
	go func() {
		filled[0] = 1
		ready.Done()
		var s stats
		s.count(other)
		done.Done()
	}()
	ready.Wait()
	for range 1000 {
		delete(filled, 0)
	}
	done.Wait()
}
