// race: no

// The parent holds the lock while its only goroutine works for it.
package main

import "sync"

type scraper struct {
	mu      sync.Mutex
	targets map[string]int
}

func (s *scraper) sync(hosts []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, host := range hosts {
			s.targets[host]++
		}
	}()
	<-done
}

func (s *scraper) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.targets)
}

func main() {
	s := &scraper{targets: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.sync([]string{"a", "b", "c"})
			s.count()
		}()
	}
	wg.Wait()
}
