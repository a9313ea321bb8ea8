// Package double stands in for a service that several goroutines call.
package double

import "sync"

type MockRuns struct {
	mu   sync.Mutex
	runs map[int]bool
}

func New() *MockRuns {
	return &MockRuns{runs: make(map[int]bool)}
}

func (m *MockRuns) Create(id int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.runs[id] = true
}

func (m *MockRuns) Read(id int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.runs[id]
}

func (m *MockRuns) Cancel(id int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.runs[id]
}
