// race: no

// A deferred literal unlocks, another deferred one writes before it.
package main

import "sync"

type progress struct {
	mu     sync.Mutex
	status map[string]string
}

func (p *progress) run(task string) {
	p.mu.Lock()
	defer func() {
		p.mu.Unlock()
	}()
	defer func() {
		p.status[task] = "done"
	}()
	p.status[task] = "running"
}

func main() {
	p := &progress{status: map[string]string{}}
	var wg sync.WaitGroup
	for _, task := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.run(task)
		}()
	}
	wg.Wait()
}
