// race: yes

// A goroutine says that it is ready when it has filled the map, and fills it again: those who waited for the first are not past the second.
package main

import "sync"

type stats struct{ rounds int }

func (s *stats) count(m map[int]int) {
	for key := range 1000 {
		s.rounds++
		m[key] = s.rounds // want? "GMC00"
	}
}

func main() {
	filled := map[int]int{}
	var ready, done sync.WaitGroup
	ready.Add(1)
	done.Add(1)
	go func() {
		filled[0] = 1
		ready.Done()
		var s stats
		s.count(filled) // want? "GMC00"
		done.Done()
	}()
	ready.Wait()
	for range 1000 {
		delete(filled, 0) // want? "GMC00"
	}
	done.Wait()
}
