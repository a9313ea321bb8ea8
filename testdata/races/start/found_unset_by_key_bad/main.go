// race: yes

// Each name is found unset once, but there are many names, and a goroutine for each.
package main

import (
	"fmt"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	known map[string]bool
	seen  map[string]int
	ended sync.WaitGroup
}

func (r *registry) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known[name] {
		return
	}
	r.known[name] = true
	r.ended.Add(1)
	go r.watch(name)
}

func (r *registry) watch(name string) {
	defer r.ended.Done()
	for range 100 {
		r.seen[name]++ // want "GMC001"
	}
}

func main() {
	r := &registry{known: map[string]bool{}, seen: map[string]int{}}
	for i := range 8 {
		r.add(fmt.Sprint(i))
	}
	r.ended.Wait()
}
