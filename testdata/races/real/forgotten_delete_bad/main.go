// race: yes

// The deferred clean-up of a connection forgets the lock.
package main

import "sync"

type proxy struct {
	mu    sync.RWMutex
	conns map[int]string
}

func (p *proxy) handle(id int) {
	p.mu.Lock()
	p.conns[id] = "open"
	p.mu.Unlock()
	defer func() {
		delete(p.conns, id) // want "GMC00[14]"
	}()
	p.mu.RLock()
	_ = len(p.conns)
	p.mu.RUnlock()
}

func main() {
	p := &proxy{conns: map[int]string{}}
	var wg sync.WaitGroup
	for id := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				p.handle(id)
			}
		}()
	}
	wg.Wait()
}
