// Package roots keeps what each chain trusts. Whoever runs the callback cannot hold the lock, which the callback takes on its way to the read.
package roots

import "sync"

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
	return r.byChain // want? "GMC00[46]"
}
