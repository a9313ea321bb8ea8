// race: no

// Reads under the read lock, writes under the write lock, the cache filled after an upgrade.
package main

import "sync"

type users struct {
	mu    sync.RWMutex
	names map[int]string
}

func (u *users) name(id int) string {
	u.mu.RLock()
	name, ok := u.names[id]
	u.mu.RUnlock()
	if ok {
		return name
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if name, ok := u.names[id]; ok {
		return name
	}
	u.names[id] = "user"
	return "user"
}

func main() {
	u := &users{names: map[int]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				u.name(i)
			}
		}()
	}
	wg.Wait()
}
