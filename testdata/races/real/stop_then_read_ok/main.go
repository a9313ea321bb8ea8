// race: no

// Stop closes the quit channel and waits; afterwards the map is the caller's alone.
package main

import (
	"sync"
	"time"
)

type sampler struct {
	quit    chan struct{}
	wg      sync.WaitGroup
	samples map[int64]int
}

func start(interval time.Duration) *sampler {
	s := &sampler{quit: make(chan struct{}), samples: make(map[int64]int)}
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		for n := int64(0); ; n++ {
			select {
			case <-time.After(interval):
				s.samples[n]++
			case <-s.quit:
				return
			}
		}
	}()
	return s
}

func (s *sampler) stop() map[int64]int {
	close(s.quit)
	s.wg.Wait()
	s.samples[-1] = len(s.samples)
	return s.samples
}

func main() {
	s := start(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	for n := range s.stop() {
		_ = n
	}
}
