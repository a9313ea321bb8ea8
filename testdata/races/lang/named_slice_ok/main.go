// race: no

// Indexing a named slice, an array and a pointer to an array looks like indexing a map.
package main

import "sync"

type row []int

type grid struct {
	cells row
	fixed *[8]int
	flags [8]bool
}

func (g *grid) set(i int) {
	g.cells[i] = i
	g.fixed[i]++
	g.flags[i] = true
}

func main() {
	g := &grid{cells: make(row, 8), fixed: new([8]int)}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			g.set(i)
		}()
	}
	wg.Wait()
}
