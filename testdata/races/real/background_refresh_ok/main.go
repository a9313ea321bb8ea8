// race: no

// A background goroutine builds a new map and swaps it in under the lock; the maps themselves are never written again.
package main

import (
	"sync"
	"time"
)

type resolver struct {
	mu    sync.RWMutex
	hosts map[string]string
}

func (r *resolver) refresh(names []string) {
	hosts := make(map[string]string, len(names))
	for _, name := range names {
		hosts[name] = "10.0.0." + name
	}
	r.mu.Lock()
	r.hosts = hosts
	r.mu.Unlock()
}

// all hands out the current map: nobody writes it any more.
func (r *resolver) all() map[string]string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.hosts
}

func main() {
	r := &resolver{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			r.refresh([]string{"1", "2"})
			time.Sleep(50 * time.Microsecond)
		}
	}()
	for range 200 {
		for name := range r.all() {
			_ = name
		}
	}
	<-done
}
