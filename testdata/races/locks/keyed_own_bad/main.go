// race: yes

// The project's own lock for each key does not guard the map of all keys.
package main

import "sync"

type keyed struct{ locks sync.Map }

func (k *keyed) lock(key string) *sync.Mutex {
	mu, _ := k.locks.LoadOrStore(key, &sync.Mutex{})
	lock := mu.(*sync.Mutex)
	lock.Lock()
	return lock
}

type accounts struct {
	keyed    keyed
	balances map[string]int
}

func (a *accounts) deposit(id string, amount int) {
	lock := a.keyed.lock(id)
	defer lock.Unlock()
	a.balances[id] += amount // want "GMC00[15]"
}

func main() {
	a := &accounts{balances: map[string]int{}}
	var wg sync.WaitGroup
	for _, id := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.deposit(id, 1)
		}()
	}
	wg.Wait()
}
