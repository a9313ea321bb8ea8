// Package memo keeps results.
package memo

import "sync"

// Memo keeps results. It is safe for concurrent use by multiple goroutines.
type Memo struct {
	mu     sync.Mutex
	values map[string]int
}

// New makes one.
func New() *Memo { return &Memo{values: map[string]int{}} }

// Get returns a result.
func (m *Memo) Get(key string) int {
	if v, ok := m.values[key]; ok { // want "GMC00[24]"
		return v
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = len(key)
	return m.values[key]
}
