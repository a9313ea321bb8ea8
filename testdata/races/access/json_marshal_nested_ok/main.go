// race: no

// An encoder comes to the maps of the structs within a struct, under the lock.
package main

import (
	"encoding/json"
	"sync"
)

type limits struct {
	PerUser map[string]int
}

type config struct {
	mu     sync.Mutex
	Limits limits
	Extra  *limits
}

func (c *config) set(user string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.Limits.PerUser[user] = n
	c.Extra.PerUser[user] = n
}

func (c *config) unset(user string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.Limits.PerUser, user)
	delete(c.Extra.PerUser, user)
}

func (c *config) dump() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	text, _ := json.Marshal(c)
	return text
}

func main() {
	c := &config{Limits: limits{PerUser: map[string]int{}}, Extra: &limits{PerUser: map[string]int{}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 2000 {
			c.set("ann", 1)
			c.unset("ann")
		}
	}()
	go func() {
		defer wg.Done()
		for range 2000 {
			c.dump()
		}
	}()
	wg.Wait()
}
