// race: yes

// The copy of the struct has a mutex of its own and the same map.
package main

import "sync"

type profile struct {
	mu    sync.Mutex
	prefs map[string]string
}

func (p *profile) set(key, value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.prefs[key] = value // want:fn "GMC005" copies of a struct by assignment and range
}

func main() {
	base := &profile{prefs: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		mine := *base
		wg.Add(1)
		go func() {
			defer wg.Done()
			mine.set("lang", "en")
		}()
	}
	wg.Wait()
}
