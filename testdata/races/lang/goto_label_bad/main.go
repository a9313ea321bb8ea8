// race: yes

// Labels, goto and a labelled continue between Unlock and the next Lock.
package main

import (
	"sync"
	"time"
)

type spool struct {
	mu   sync.Mutex
	jobs map[int]string
}

func (s *spool) put(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs[id] = "new"
}

func (s *spool) drop(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.jobs, id)
}

func (s *spool) scan(n int) int {
	found := 0
outer:
	for i := 0; i < n; i++ {
		s.mu.Lock()
		if i%2 == 0 {
			s.mu.Unlock()
			continue outer
		}
		_, ok := s.jobs[i]
		s.mu.Unlock()
		if ok {
			goto hit
		}
		continue
	hit:
		time.Sleep(time.Microsecond)
		found += len(s.jobs[i]) // want "GMC00[24]"
	}
	return found
}

func main() {
	s := &spool{jobs: map[int]string{}}
	for i := range 50 {
		s.put(i)
	}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 500 {
			s.put(i + 100)
			s.drop(i + 90)
			time.Sleep(time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 10 {
			s.scan(50)
		}
	}()
	wg.Wait()
}
