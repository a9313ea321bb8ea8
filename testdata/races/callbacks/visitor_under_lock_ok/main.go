// race: no

// The visitor runs under the lock of the object that it is given to.
package main

import "sync"

type graph struct {
	mu    sync.RWMutex
	edges map[string][]string
}

func (g *graph) visit(f func(from string, to []string)) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	for from, to := range g.edges {
		f(from, to)
	}
}

func (g *graph) connect(from, to string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.edges[from] = append(g.edges[from], to)
}

func inDegrees(g *graph) map[string]int {
	degrees := make(map[string]int)
	g.visit(func(_ string, to []string) {
		for _, name := range to {
			degrees[name]++
		}
	})
	return degrees
}

func main() {
	g := &graph{edges: map[string][]string{}}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			g.connect("a", "b")
			inDegrees(g)
		}()
	}
	wg.Wait()
}
