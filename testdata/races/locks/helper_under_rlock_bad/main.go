// race: yes

// A helper writes the table while its caller holds the lock in shared mode.
package main

import (
	"strconv"
	"sync"
)

type users struct {
	mu    sync.RWMutex
	known map[string]string
}

func (u *users) login(name string) bool {
	u.mu.RLock()
	defer u.mu.RUnlock()
	if _, ok := u.known[name]; ok {
		return true
	}
	return u.check(name)
}

func (u *users) check(name string) bool {
	u.known[name] = "checked" // want "GMC003"
	return true
}

func (u *users) remove(name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.known, name)
}

func main() {
	u := &users{known: map[string]string{}}
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				u.login(strconv.Itoa(worker*100 + i))
			}
		}()
	}
	wg.Wait()
	u.remove("1")
}
