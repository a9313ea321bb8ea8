// race: no

// Before it runs the caller fills the table; from then on the loop does.
package main

import (
	"strconv"
	"sync"
)

type schedule struct {
	mu      sync.Mutex
	running bool
	jobs    map[string]int
	added   chan string
	removed chan string
	stopped chan struct{}
}

func (s *schedule) insert(name string) { s.jobs[name]++ }

func (s *schedule) add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.running {
		s.insert(name)
		return
	}
	s.added <- name
}

func (s *schedule) remove(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running {
		s.removed <- name
	} else {
		delete(s.jobs, name)
	}
}

func (s *schedule) start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running {
		return
	}
	s.running = true
	go s.run()
}

func (s *schedule) run() {
	defer close(s.stopped)
	for {
		select {
		case name, open := <-s.added:
			if !open {
				return
			}
			s.insert(name)
		case name := <-s.removed:
			delete(s.jobs, name)
		}
	}
}

func main() {
	s := &schedule{
		jobs:    map[string]int{},
		added:   make(chan string),
		removed: make(chan string),
		stopped: make(chan struct{}),
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 500 {
				s.add(strconv.Itoa(i*1000 + n))
				s.remove(strconv.Itoa(i*1000 + n))
			}
		}()
	}
	s.start()
	wg.Wait()
	close(s.added)
	<-s.stopped
}
