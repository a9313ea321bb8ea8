// race: yes

// The comment names the mutex; one method does not take it.
package main

import "sync"

type router struct {
	mu     sync.RWMutex
	routes map[string]func() // guarded by mu
}

func (r *router) handle(path string, f func()) {
	r.mu.Lock()
	r.routes[path] = f
	r.mu.Unlock()
}

func (r *router) serve(path string) {
	if f := r.routes[path]; f != nil { // want "GMC00[24]"
		f()
	}
}

func main() {
	r := &router{routes: map[string]func(){}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			r.handle("/", func() {})
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			r.serve("/")
		}
	}()
	wg.Wait()
}
