package schedule

import (
	"sync"
	"time"
)

type Schedule struct {
	mu      sync.Mutex
	atWork  sync.WaitGroup
	entries map[string]time.Time
}

func New() *Schedule { return &Schedule{entries: map[string]time.Time{}} }

func (s *Schedule) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(name)
	s.atWork.Add(1)
	go s.expire(name)
}

func (s *Schedule) Wait() { s.atWork.Wait() }

func (s *Schedule) put(name string) { s.entries[name] = time.Now() }

func (s *Schedule) expire(name string) {
	defer s.atWork.Done()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, name)
}
