// race: no

// Every entry has a mutex for its own map; the outer map has another.
package main

import "sync"

type account struct {
	mu      sync.Mutex
	limits  map[string]int
	balance int
}

type bank struct {
	mu       sync.RWMutex
	accounts map[string]*account
}

func (b *bank) account(id string) *account {
	b.mu.RLock()
	a, ok := b.accounts[id]
	b.mu.RUnlock()
	if ok {
		return a
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if a, ok = b.accounts[id]; !ok {
		a = &account{limits: make(map[string]int)}
		a.limits["daily"] = 100
		b.accounts[id] = a
	}
	return a
}

func (b *bank) setLimit(id, kind string, n int) {
	a := b.account(id)
	a.mu.Lock()
	a.limits[kind] = n
	a.mu.Unlock()
}

func main() {
	b := &bank{accounts: map[string]*account{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.setLimit("ann", "weekly", i)
		}()
	}
	wg.Wait()
}
