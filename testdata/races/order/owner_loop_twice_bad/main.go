// race: yes

// Two goroutines run the loop that was meant to own the map.
package main

import "sync"

type store struct {
	updates chan string
	counts  map[string]int
}

func (s *store) loop(wg *sync.WaitGroup) {
	defer wg.Done()
	for key := range s.updates {
		s.counts[key]++ // want "GMC001"
	}
}

func main() {
	s := &store{updates: make(chan string), counts: map[string]int{}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go s.loop(&wg)
	}
	for range 200 {
		s.updates <- "k"
	}
	close(s.updates)
	wg.Wait()
}
