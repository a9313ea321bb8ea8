// race: yes

// The getter fills the cache while it holds the read lock only.
package main

import "sync"

type users struct {
	mu    sync.RWMutex
	names map[int]string
}

func (u *users) name(id int) string {
	u.mu.RLock()
	defer u.mu.RUnlock()
	name, ok := u.names[id]
	if !ok {
		name = "user"
		u.names[id] = name // want "GMC003"
	}
	return name
}

func (u *users) rename(id int, name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.names[id] = name
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
	u.rename(1, "ann")
}
