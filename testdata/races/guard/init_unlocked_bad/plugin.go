// Package plugin is reset while others gather.
package plugin

import "sync"

type Plugin struct {
	mu   sync.Mutex
	seen map[int]int
}

func New() *Plugin { return &Plugin{seen: map[int]int{}} }

func (p *Plugin) Restart() error {
	for i := range 4 {
		p.seen[i] = i // want "GMC004"
	}
	return nil
}

func (p *Plugin) Gather(id int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[id]++
	return p.seen[id]
}
