// race: yes

// Readers look at a head without the lock, while the one goroutine that follows the chain moves it.
package main

import (
	"sync"

	"example.com/guard/program_alone_calls_bad/cache"
)

type follower struct {
	cache *cache.Cache
}

func (f *follower) follow() {
	for range 200 {
		f.step()
	}
}

func (f *follower) step() {
	f.cache.Move("main", f.cache.Head("main")+1)
}

func main() {
	c := cache.New()
	f := &follower{cache: c}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		f.follow()
	}()
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = c.Head("main")
			_ = c.Len()
			_ = c.Has("main")
		}()
	}
	wg.Wait()
}
