// race: yes

// json.Marshal ranges over the map.
package main

import (
	"encoding/json"
	"sync"
)

type stats struct {
	counts map[string]int
}

func (s *stats) dump() ([]byte, error) {
	return json.Marshal(s.counts) // want? "GMC00[12]"
}

func (s *stats) inc(name string) {
	s.counts[name]++ // want? "GMC00[12]"
}

func main() {
	s := &stats{counts: map[string]int{"a": 1}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			_, _ = s.dump()
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			s.inc("a")
		}
	}()
	wg.Wait()
}
