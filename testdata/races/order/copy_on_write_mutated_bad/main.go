// race: yes

// The loaded map is written in place: the pointer is atomic, the map is not.
package main

import (
	"sync"
	"sync/atomic"
	"time"
)

type routes struct {
	current atomic.Pointer[map[string]string]
}

func newRoutes() *routes {
	r := &routes{}
	r.current.Store(&map[string]string{})
	return r
}

func (r *routes) add(path, target string) {
	table := *r.current.Load()
	table[path] = target // want? "GMC00[12]"
	r.current.Store(&table)
}

func (r *routes) find(path string) string {
	return (*r.current.Load())[path] // want? "GMC00[12]"
}

func main() {
	r := newRoutes()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for range 50 {
				r.add("/", "index")
				time.Sleep(10 * time.Microsecond)
			}
		}()
		go func() {
			defer wg.Done()
			for range 50 {
				r.find("/")
				time.Sleep(10 * time.Microsecond)
			}
		}()
	}
	wg.Wait()
}
