// race: no

// The copy of the struct is given a copy of the map before it is changed.
package main

import (
	"maps"
	"sync"
)

type policy struct {
	name   string
	rights map[string]bool
}

type policies struct {
	mu   sync.RWMutex
	byID map[int]policy
}

func (p *policies) get(id int) policy {
	p.mu.RLock()
	defer p.mu.RUnlock()
	found := p.byID[id]
	found.rights = maps.Clone(found.rights)
	return found
}

func (p *policies) apply(id int, right string) policy {
	mine := p.get(id)
	mine.rights[right] = true
	return mine
}

func main() {
	p := &policies{byID: map[int]policy{1: {"base", map[string]bool{}}}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				p.apply(1, "read")
			}
		}()
	}
	wg.Wait()
}
