// race: yes

// Reset replaces the map under the lock, a snapshot hands the current one out.
package main

import (
	"sync"
	"time"
)

type stats struct {
	mu     sync.Mutex
	counts map[string]int
}

func (s *stats) inc(name string) {
	s.mu.Lock()
	s.counts[name]++ // want? "GMC00[24]"
	s.mu.Unlock()
}

func (s *stats) reset() {
	s.mu.Lock()
	s.counts = make(map[string]int)
	s.mu.Unlock()
}

// report is called from a timer.
func (s *stats) report(emit func(string, int)) {
	s.mu.Lock()
	counts := s.counts // want? "GMC006"
	s.mu.Unlock()
	for name, n := range counts { // want? "GMC00[246]"
		emit(name, n)
	}
}

func main() {
	s := &stats{counts: map[string]int{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 300 {
			s.inc("a")
			time.Sleep(10 * time.Microsecond)
			if i%50 == 0 {
				s.reset()
			}
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			s.report(func(string, int) {})
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
