// Package plugin loads bundles.
package plugin

import "sync"

// A Loader loads one bundle.
type Loader struct{ done func() }

// Trigger loads it.
func (l *Loader) Trigger() { l.done() }

// A Plugin has loaders.
type Plugin struct {
	mu      sync.Mutex
	loaders map[string]*Loader
}

// New makes a plugin that says when something was loaded.
func New(done func()) *Plugin {
	return &Plugin{loaders: map[string]*Loader{"a": {done: done}, "b": {done: done}}}
}

// Loaders returns the loaders.
func (p *Plugin) Loaders() map[string]*Loader { return p.loaders }

// Reconfigure drops one.
func (p *Plugin) Reconfigure(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.loaders, name)
}
