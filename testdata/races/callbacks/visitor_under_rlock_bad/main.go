// race: yes

// The visitor runs under the read lock and writes to what it visits.
package main

import "sync"

type graph struct {
	mu    sync.RWMutex
	edges map[string]int
}

func (g *graph) visit(f func(from string, weight int)) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	for from, weight := range g.edges {
		f(from, weight)
	}
}

func (g *graph) connect(from string, weight int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.edges[from] = weight
}

func (g *graph) decay() {
	g.visit(func(from string, weight int) {
		g.edges[from] = weight - 1 // want "GMC003"
	})
}

func main() {
	g := &graph{edges: map[string]int{}}
	g.connect("a", 100)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				g.decay()
			}
		}()
	}
	wg.Wait()
}
