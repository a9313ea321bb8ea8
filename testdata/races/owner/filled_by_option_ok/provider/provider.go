// Package provider knows names.
package provider

import "sync"

// A Provider knows names.
type Provider struct {
	mu    sync.RWMutex
	names map[string]bool
}

// An Option says how a provider is made.
type Option func(*Provider)

// WithNames has the provider know some names from the beginning.
func WithNames(names []string) Option {
	return func(p *Provider) {
		p.names = make(map[string]bool, len(names))
		for _, name := range names {
			p.names[name] = true
		}
	}
}

// New makes a provider.
func New(opts ...Option) *Provider {
	p := &Provider{names: map[string]bool{}}
	for _, opt := range opts {
		opt(p)
	}
	return p
}

// Has tells whether a name is known.
func (p *Provider) Has(name string) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.names[name]
}

// Add adds a name.
func (p *Provider) Add(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.names[name] = true
}
