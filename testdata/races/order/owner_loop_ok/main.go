// race: no

// One goroutine owns the map; everybody else sends it requests.
package main

import "sync"

type request struct {
	key   string
	value int
	reply chan int
}

type store struct {
	requests chan request
	values   map[string]int
}

func newStore() *store {
	s := &store{requests: make(chan request), values: make(map[string]int)}
	go s.loop()
	return s
}

func (s *store) loop() {
	for r := range s.requests {
		if r.value != 0 {
			s.values[r.key] = r.value
		}
		r.reply <- s.values[r.key]
	}
}

func (s *store) do(key string, value int) int {
	r := request{key, value, make(chan int)}
	s.requests <- r
	return <-r.reply
}

func main() {
	s := newStore()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.do("k", i)
		}()
	}
	wg.Wait()
	close(s.requests)
}
