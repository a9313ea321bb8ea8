// race: no

// What is registered by name makes a new object each time that it is called.
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
		c.seen[n*i]++
	}
}

func register(name string, make func() plugin) { makers[name] = make }

func init() {
	register("counter", func() plugin { return &counter{seen: map[int]int{}} })
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
