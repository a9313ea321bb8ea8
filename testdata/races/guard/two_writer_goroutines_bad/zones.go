// Package zones reads files into a table: in two goroutines. Whoever adds to the table may look at it without the lock.
package zones

import "sync"

type Zones struct {
	mu    sync.RWMutex
	zones map[string]int
}

func (z *Zones) Add(name string, n int) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.zones[name] = n
}

func (z *Zones) Get(name string) int {
	z.mu.RLock()
	defer z.mu.RUnlock()
	return z.zones[name]
}

func (z *Zones) Len() int {
	z.mu.RLock()
	defer z.mu.RUnlock()
	return len(z.zones)
}

type Auto struct {
	*Zones
	done chan bool
}

func (a *Auto) Walk(names []string) {
	for at, name := range names {
		if _, found := a.zones[name]; found { // want "GMC004"
			continue
		}
		a.Add(name, at)
	}
}

func Setup(names []string) *Auto {
	a := &Auto{Zones: &Zones{zones: make(map[string]int)}, done: make(chan bool)}
	for part := range 2 {
		go func() {
			for n := range 100 {
				a.Walk([]string{string(rune('A' + n%50 + part*50))})
			}
			a.done <- true
		}()
	}
	return a
}

func (a *Auto) Stop() {
	<-a.done
	<-a.done
}
