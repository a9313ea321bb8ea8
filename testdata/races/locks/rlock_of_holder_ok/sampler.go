// Package sampler decides by operation.
package sampler

import "sync"

// Sampler decides.
type Sampler interface {
	Pick(operation string) bool
	update(operations []string)
}

// NewAdaptive makes one that learns.
func NewAdaptive() Sampler { return &adaptive{rates: map[string]int{}} }

type adaptive struct {
	mu    sync.Mutex
	rates map[string]int
}

func (s *adaptive) Pick(operation string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	rate, ok := s.rates[operation]
	if !ok {
		s.rates[operation] = len(operation)
	}
	return rate > 1
}

func (s *adaptive) update(operations []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, operation := range operations {
		s.rates[operation] = len(operation)
	}
}

// Remote has a sampler that it keeps up to date.
type Remote struct {
	mu      sync.RWMutex
	sampler Sampler
}

// NewRemote makes one.
func NewRemote(updates <-chan []string) *Remote {
	r := &Remote{sampler: NewAdaptive()}
	go r.poll(updates)
	return r
}

func (r *Remote) poll(updates <-chan []string) {
	for operations := range updates {
		r.mu.Lock()
		r.sampler.update(operations)
		r.mu.Unlock()
	}
}

// Pick decides.
func (r *Remote) Pick(operation string) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.sampler.Pick(operation)
}
