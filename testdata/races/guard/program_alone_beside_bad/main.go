// race: yes

// The only one who asks a cache has made it, in a goroutine of its own, and the cache is at work by then. Others make one and do not ask.
package main

import (
	"fmt"
	"sync"

	"example.com/guard/program_alone_beside_bad/cache"
)

func main() {
	var all sync.WaitGroup
	all.Add(3)
	go archive(&all)
	for range 2 {
		go func() {
			defer all.Done()
			watch()
		}()
	}
	all.Wait()
}

func watch() {
	var all sync.WaitGroup
	all.Add(1)
	go func() {
		defer all.Done()
		c := cache.New()
		go feed(c)
		most := 0
		for range c.Out {
			most = max(most, c.Len())
		}
		fmt.Println(most > 0)
	}()
	all.Wait()
}

func archive(all *sync.WaitGroup) {
	defer all.Done()
	c := cache.New()
	go feed(c)
	for range c.Out {
	}
}

func feed(c *cache.Cache) {
	for i := range 200 {
		c.In <- i
	}
	close(c.In)
}
