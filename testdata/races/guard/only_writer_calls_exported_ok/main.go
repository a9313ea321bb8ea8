// race: no

// Only Walk adds, and it runs in one goroutine: it may look without the lock.
package main

import "sync"

type Zones struct {
	mu    sync.RWMutex
	zones map[string]int
}

func (z *Zones) Add(name string) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.zones[name] = len(name)
}

func (z *Zones) Names() int {
	z.mu.RLock()
	defer z.mu.RUnlock()
	return len(z.zones)
}

type Auto struct {
	*Zones
}

// Walk takes over what is new.
func (a Auto) Walk(names []string) {
	for _, name := range names {
		if _, ok := a.zones[name]; ok {
			continue
		}
		a.Add(name)
	}
}

func main() {
	a := Auto{&Zones{zones: map[string]int{}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 200 {
			a.Names()
		}
	}()
	go func() {
		defer wg.Done()
		for range 200 {
			a.Names()
		}
	}()
	for range 200 {
		a.Walk([]string{"a", "b", "c"})
	}
	wg.Wait()
}
