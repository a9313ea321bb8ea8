// Package report collects in parallel, and returns a copy of what was collected.
package report

import (
	"maps"
	"sync"
)

type Report struct {
	latency map[int]int
}

// Total expects that nobody else uses the report.
func (r *Report) Total() int {
	total := 0
	for _, it := range r.latency {
		total += it
	}
	return total
}

func (r *Report) clone() *Report {
	return &Report{latency: maps.Clone(r.latency)}
}

type state struct {
	mu     sync.Mutex
	report *Report
}

func (s *state) add(region int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range 100 {
		s.report.latency[region]++
	}
}

// Collect does not wait for stragglers.
func Collect() *Report {
	s := &state{report: &Report{latency: make(map[int]int)}}
	first := make(chan bool, 4)
	for region := range 4 {
		go func() {
			s.add(region)
			first <- true
		}()
	}
	<-first
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.report.clone()
}
