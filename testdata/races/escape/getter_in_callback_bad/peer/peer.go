// Package peer is told when a chain changes.
package peer

import (
	"sync/atomic"

	"example.com/escape/getter_in_callback_bad"
)

type Peer struct {
	roots   *roots.Roots
	trusted atomic.Int64
}

func New(roots *roots.Roots) *Peer {
	return &Peer{roots: roots}
}

func (p *Peer) OnChange() func(chain string) {
	return func(chain string) {
		p.update(chain)
	}
}

func (p *Peer) update(chain string) {
	p.roots.Set(chain)
	trusted := 0
	for range p.roots.ByChain() { // want? "GMC004"
		trusted++
	}
	p.trusted.Store(int64(trusted))
}
