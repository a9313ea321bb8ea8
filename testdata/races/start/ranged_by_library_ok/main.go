// race: no

// A library calls the literal for each entry, one call after the other, or each call starts a goroutine with a map of its own.
package main

import "sync"

type checker struct {
	hosts sync.Map
	wg    sync.WaitGroup
	state map[string]int
}

func (c *checker) count() {
	c.hosts.Range(func(key, _ any) bool {
		c.state[key.(string)]++
		return true
	})
}

func (c *checker) check() {
	c.hosts.Range(func(key, _ any) bool {
		seen := map[any]int{}
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			seen[key]++
		}()
		return true
	})
	c.wg.Wait()
}

func main() {
	c := &checker{state: map[string]int{}}
	for _, host := range []string{"a", "b", "c", "d"} {
		c.hosts.Store(host, true)
	}
	c.count()
	c.check()
}
