// race: no

// m[a][b] = v where each goroutine has an inner map of its own: the outer one is only read.
package main

import "sync"

type shards map[int]map[string]int

func newShards(n int) shards {
	s := make(shards, n)
	for i := range n {
		s[i] = make(map[string]int)
	}
	return s
}

func (s shards) count(i int, words []string) {
	for _, word := range words {
		s[i][word]++
	}
}

func main() {
	s := newShards(4)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.count(i, []string{"a", "b"})
		}()
	}
	wg.Wait()
}
