package schedule

import (
	"sync"
	"time"
)

type Schedule struct {
	mu      sync.Mutex
	entries map[string]time.Time
}

func New() *Schedule { return &Schedule{entries: map[string]time.Time{}} }

func (s *Schedule) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.add(name)
}

// add leaves something behind that works when it has returned.
func (s *Schedule) add(name string) {
	s.entries[name] = time.Now() // want "GMC004"
	go s.expire(name)
}

func (s *Schedule) expire(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, name)
}
