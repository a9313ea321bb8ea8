package registry

import "sync"

// Registry is safe for concurrent use.
type Registry struct {
	mu      sync.Mutex
	metrics map[string]float64
}

// New returns an empty registry.
func New() *Registry { return &Registry{metrics: make(map[string]float64)} }

// Set sets a metric.
func (r *Registry) Set(name string, value float64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.metrics[name] = value
}

// Delete removes a metric.
func (r *Registry) Delete(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.metrics, name)
}

// Each calls f with each metric.
func (r *Registry) Each(f func(string, float64)) {
	for name, value := range r.metrics { // want "GMC00[24]"
		f(name, value)
	}
}
