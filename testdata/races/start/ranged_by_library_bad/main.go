// race: yes

// A library calls the literal for each entry; each call leaves a goroutine behind.
package main

import "sync"

type checker struct {
	hosts sync.Map
	wg    sync.WaitGroup
	state map[string]int
}

func (c *checker) check() {
	c.hosts.Range(func(key, _ any) bool {
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			for range 100 {
				c.state[key.(string)]++ // want "GMC001"
			}
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
	c.check()
}
