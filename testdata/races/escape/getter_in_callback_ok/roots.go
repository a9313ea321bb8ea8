// Package roots keeps what each chain trusts. The callback reads a copy.
package roots

import (
	"maps"
	"sync"
)

type Roots struct {
	mu      sync.RWMutex
	byChain map[string]int
}

func New() *Roots {
	return &Roots{byChain: map[string]int{}}
}

func (r *Roots) Set(chain string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.byChain[chain] = len(chain)
}

func (r *Roots) Count() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.byChain)
}

func (r *Roots) ByChain() map[string]int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return maps.Clone(r.byChain)
}
