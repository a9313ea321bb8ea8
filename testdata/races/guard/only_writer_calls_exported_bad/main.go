// race: yes

// Walk looks without the lock, and it is not the only one that adds.
package main

import "sync"

type Zones struct {
	mu    sync.RWMutex
	zones map[string]int
}

func (z *Zones) Add(name string) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.zones[name] = len(name) // want? "GMC00[24]"
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
		if _, ok := a.zones[name]; ok { // want? "GMC00[24]"
			continue
		}
		a.Add(name)
	}
}

// Put adds one.
func (a Auto) Put(name string) {
	a.Add(name)
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
			a.Put("d")
		}
	}()
	for range 200 {
		a.Walk([]string{"a", "b", "c"})
	}
	wg.Wait()
}
