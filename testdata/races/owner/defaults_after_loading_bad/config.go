// Package config has a method that takes no lock: it is called for a provider that others have.
package config

import "sync"

type Provider interface {
	Set(key, value string)
	Get(key string) string
	SetDefaults(defaults map[string]string)
}

type provider struct {
	mu   sync.RWMutex
	root map[string]string
}

func New() Provider {
	return &provider{root: make(map[string]string)}
}

func (p *provider) Set(key, value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.root[key] = value
}

func (p *provider) Get(key string) string {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.root[key]
}

func (p *provider) SetDefaults(defaults map[string]string) {
	for key, value := range defaults {
		p.root[key] = value // want "GMC004"
	}
}

type loader struct {
	provider Provider
}

func (l loader) defaults() {
	l.provider.SetDefaults(map[string]string{"a": "b"})
}

var current = New()

func Load() Provider {
	l := &loader{provider: current}
	l.defaults()
	return l.provider
}
