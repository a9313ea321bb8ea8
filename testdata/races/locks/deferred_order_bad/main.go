// race: yes

// Deferred calls run last in, first out: the unlock comes before the write.
package main

import "sync"

type progress struct {
	mu     sync.Mutex
	status map[string]string
}

func (p *progress) run(task string) {
	defer func() {
		p.status[task] = "done" // want "GMC00[14]"
	}()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status[task] = "running"
}

func main() {
	p := &progress{status: map[string]string{}}
	var wg sync.WaitGroup
	for _, task := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				p.run(task)
			}
		}()
	}
	wg.Wait()
}
