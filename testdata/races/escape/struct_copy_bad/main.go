// race: yes

// The struct is copied under the lock; the copy shares the map.
package main

import "sync"

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
	return p.byID[id]
}

func (p *policies) apply(id int, right string) {
	mine := p.get(id)
	mine.rights[right] = true // want:fn "GMC00[1456]" elements of a map of structs are taken to be different objects
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
