// race: yes

// A mutex for each instance around a map of the whole package.
package main

import "sync"

var instances = map[string]int{}

type plugin struct {
	mu   sync.Mutex
	name string
}

func (p *plugin) start() {
	p.mu.Lock()
	defer p.mu.Unlock()
	instances[p.name]++ // want "GMC005"
}

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		p := &plugin{name: name}
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.start()
		}()
	}
	wg.Wait()
}
