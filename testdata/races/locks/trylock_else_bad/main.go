// race: yes

// The write is in the branch where TryLock failed.
package main

import "sync"

type sampler struct {
	mu      sync.Mutex
	samples map[string]int
}

func (s *sampler) offer(name string, work func()) {
	if s.mu.TryLock() {
		work()
		s.samples[name]++
		s.mu.Unlock()
	} else {
		s.samples["dropped"]++ // want "GMC00[14]"
	}
}

func main() {
	s := &sampler{samples: map[string]int{}}
	for range 20 {
		inside, tried := make(chan struct{}), make(chan struct{})
		go s.offer("a", func() {
			close(inside)
			<-tried
		})
		<-inside
		var wg sync.WaitGroup
		for range 2 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				s.offer("b", func() {})
			}()
		}
		wg.Wait()
		close(tried)
		s.mu.Lock()
		s.mu.Unlock()
	}
}
