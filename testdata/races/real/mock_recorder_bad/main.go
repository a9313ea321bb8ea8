// race: yes

// A recorder implements an interface that the worker calls from many goroutines.
package main

import "sync"

type observer interface {
	observe(name string)
}

type recorder struct{ calls map[string]int }

func (r *recorder) observe(name string) {
	r.calls[name]++ // want "GMC001"
}

type scheduler struct {
	obs observer
	wg  sync.WaitGroup
}

func (s *scheduler) submit(name string) {
	s.wg.Add(1)
	go s.execute(name)
}

func (s *scheduler) execute(name string) {
	defer s.wg.Done()
	s.obs.observe(name)
}

func main() {
	s := &scheduler{obs: &recorder{calls: map[string]int{}}}
	for range 8 {
		s.submit("job")
	}
	s.wg.Wait()
}
