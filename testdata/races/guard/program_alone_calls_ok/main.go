// race: no

// The one goroutine that moves heads alone asks for one without the lock. Any caller of Head could do so from another, but nobody in the program does.
package main

import (
	"sync"

	"example.com/guard/program_alone_calls_ok/cache"
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
			_ = c.Len()
			_ = c.Has("main")
		}()
	}
	wg.Wait()
}
