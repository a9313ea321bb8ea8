// Package regions merges counts: what is looked for in a table of the function, and made there when it is missing, belongs to the function.
package regions

import (
	"maps"
	"sync"
)

// Capture is what was recorded.
type Capture struct{ regions []*region }

func New() *Capture {
	return &Capture{[]*region{{name: "a", counts: map[string]int{}}, {name: "a", counts: map[string]int{}}}}
}

func (c *Capture) Record(key string) {
	for _, r := range c.regions {
		r.record(key)
	}
}

func (c *Capture) Merged() int {
	return len(merge(c.regions))
}

type region struct {
	mu     sync.RWMutex
	name   string
	counts map[string]int
}

func (r *region) snapshot() map[string]int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return maps.Clone(r.counts)
}

func (r *region) record(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts[key]++
}

func merge(regions []*region) []*region {
	byName := make(map[string]*region)
	merged := make([]*region, 0, len(regions))
	for _, from := range regions {
		for key, count := range from.snapshot() {
			to, ok := byName[from.name]
			if !ok {
				to = &region{name: from.name, counts: map[string]int{}}
				byName[from.name] = to
				merged = append(merged, to)
			}
			to.counts[key] += count
		}
	}
	return merged
}
