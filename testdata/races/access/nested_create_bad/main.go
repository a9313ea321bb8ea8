// race: yes

// The inner map is made on demand: that writes the outer one.
package main

import "sync"

type store struct {
	buckets map[string]map[string]string
}

func (s *store) put(bucket, key, value string) {
	if s.buckets[bucket] == nil { // want? "GMC00[12]"
		s.buckets[bucket] = make(map[string]string) // want? "GMC00[12]"
	}
	s.buckets[bucket][key] = value // want? "GMC00[12]"
}

func main() {
	s := &store{buckets: map[string]map[string]string{}}
	var wg sync.WaitGroup
	for _, bucket := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.put(bucket, "k", "v")
		}()
	}
	wg.Wait()
}
