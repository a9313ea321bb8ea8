// race: yes

// What is registered by name gives everybody the same object.
package main

import (
	"fmt"
	"sync"
)

var makers = map[string]func() plugin{}

type plugin interface{ handle(int) }

type counter struct{ seen map[int]int }

func (c *counter) handle(n int) {
	for i := range 300 {
		c.seen[n*i]++ // want "GMC001"
	}
}

func register(name string, make func() plugin) { makers[name] = make }

func init() {
	only := &counter{seen: map[int]int{}}
	register("counter", func() plugin { return only })
}

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			makers["counter"]().handle(i)
		}()
	}
	wg.Wait()
	fmt.Println(len(makers))
}
