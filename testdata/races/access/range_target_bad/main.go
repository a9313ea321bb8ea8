// race: yes

// for k, m[k] = range writes the map in every iteration.
package main

import "sync"

type table struct {
	cells map[int]string
}

func (t *table) fill(words []string) {
	var i int
	for i, t.cells[i] = range words { // want "GMC001"
	}
}

func main() {
	t := &table{cells: map[int]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.fill([]string{"a", "b", "c"})
		}()
	}
	wg.Wait()
}
