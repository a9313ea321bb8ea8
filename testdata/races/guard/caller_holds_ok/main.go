// race: no

// Helpers rely on the caller's lock, and every caller holds it. Their names say nothing.
package main

import "sync"

type tree struct {
	mu    sync.Mutex
	nodes map[string]int
}

func (t *tree) insert(path string) {
	t.nodes[path]++
	t.rebalance()
}

func (t *tree) rebalance() {
	for path, n := range t.nodes {
		if n > 10 {
			delete(t.nodes, path)
		}
	}
}

func (t *tree) Add(path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.insert(path)
}

func (t *tree) Compact() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rebalance()
	return len(t.nodes)
}

func main() {
	t := &tree{nodes: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				t.Add("/a")
				t.Compact()
			}
		}()
	}
	wg.Wait()
}
