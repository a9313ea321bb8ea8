// race: yes

// A second name for the map is the same map.
package main

import "sync"

type graph struct {
	edges map[int]int
}

func (g *graph) connect(from, to int) {
	edges := g.edges
	edges[from] = to // want? "GMC00[12]"
}

func degree(edges map[int]int) int {
	return len(edges) // want? "GMC00[12]"
}

func main() {
	g := &graph{edges: map[int]int{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 100 {
			g.connect(i, i+1)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			degree(g.edges)
		}
	}()
	wg.Wait()
}
