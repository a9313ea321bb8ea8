// race: yes

// The parent holds the lock and waits, but its goroutines race with each other.
package main

import "sync"

type scraper struct {
	mu      sync.Mutex
	targets map[string]int
}

func (s *scraper) sync(hosts []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var wg sync.WaitGroup
	for _, host := range hosts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.targets[host]++ // want "GMC00[15]"
		}()
	}
	wg.Wait()
}

func (s *scraper) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.targets)
}

func main() {
	s := &scraper{targets: map[string]int{}}
	for range 20 {
		s.sync([]string{"a", "b", "c"})
		s.count()
	}
}
