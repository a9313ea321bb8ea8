// Package regions merges counts: what is looked for in a table that others know, and made there when it is missing, is known to them, too.
package regions

import "sync"

// Capture is what was recorded.
type Capture struct {
	regions []*region
	mu      sync.RWMutex
	byName  map[string]*region
}

func New() *Capture {
	return &Capture{
		regions: []*region{{name: "a", counts: map[string]int{}}, {name: "a", counts: map[string]int{}}},
		byName:  map[string]*region{},
	}
}

func (c *Capture) Record(key string) {
	for _, r := range c.regions {
		r.record(key)
	}
}

func (c *Capture) Merged() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.merge(c.regions))
}

type region struct {
	mu     sync.RWMutex
	name   string
	counts map[string]int
}

func (r *region) record(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts[key]++
}

func (c *Capture) merge(regions []*region) []*region {
	merged := make([]*region, 0, len(regions))
	for _, from := range regions {
		from.mu.RLock()
		for key, count := range from.counts {
			to, ok := c.byName[from.name]
			if !ok {
				to = &region{name: from.name, counts: map[string]int{}}
				c.byName[from.name] = to // want "GMC00[1234]"
				merged = append(merged, to)
			}
			to.counts[key] += count // want "GMC00[1234]"
		}
		from.mu.RUnlock()
	}
	return merged
}
