// race: yes, unseen: the accesses meet only when TryLock fails, which depends on the schedule; here it succeeds

// The counter is written whether TryLock succeeded or not.
package main

import (
	"sync"
	"time"
)

type sampler struct {
	mu      sync.Mutex
	samples map[string]int
}

func (s *sampler) offer(name string) {
	locked := s.mu.TryLock()
	s.samples[name]++ // want "GMC00[14]"
	if locked {
		s.mu.Unlock()
	}
}

func main() {
	s := &sampler{samples: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 30 * time.Millisecond)
			s.offer("a")
		}()
	}
	wg.Wait()
}
