// race: yes

// All goroutines take the same element of a slice of maps.
package main

import "sync"

type shards struct{ maps []map[string]int }

func newShards(n int) *shards {
	s := &shards{maps: make([]map[string]int, n)}
	for i := range s.maps {
		s.maps[i] = make(map[string]int)
	}
	return s
}

func (s *shards) inc(key string) {
	s.maps[len(key)%len(s.maps)][key]++ // want:fn "GMC001" elements of a slice are taken to be different maps
}

func main() {
	s := newShards(4)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.inc("a")
		}()
	}
	wg.Wait()
}
