// Package span has spans for tests of others.
package span

import "sync"

// Span records what happens.
type Span struct {
	mu         sync.RWMutex
	name       string
	ended      bool
	attributes map[string]string
}

// New makes a span.
func New() *Span { return &Span{attributes: map[string]string{}} }

// SetName renames it.
func (s *Span) SetName(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.name = trim(name)
}

// End ends it.
func (s *Span) End() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.name, s.ended = trim(s.name), true
}

// SetAttribute adds an attribute.
func (s *Span) SetAttribute(key, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.attributes[key] = trim(value)
}

// Attributes copies the attributes.
func (s *Span) Attributes() map[string]string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	copied := map[string]string{}
	for k, v := range s.attributes {
		copied[k] = v
	}
	return copied
}

func trim(s string) string { return s }
