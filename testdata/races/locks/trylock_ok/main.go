// race: no

// TryLock counts where it returned true.
package main

import "sync"

type sampler struct {
	mu      sync.Mutex
	samples map[string]int
}

func (s *sampler) offer(name string) bool {
	if !s.mu.TryLock() {
		return false
	}
	defer s.mu.Unlock()
	s.samples[name]++
	return true
}

func (s *sampler) maybe(name string) {
	if s.mu.TryLock() {
		s.samples[name]++
		s.mu.Unlock()
	}
}

func main() {
	s := &sampler{samples: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				s.offer("a")
				s.maybe("b")
			}
		}()
	}
	wg.Wait()
}
