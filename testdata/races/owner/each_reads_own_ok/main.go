// race: no

// Each device fills its row of the table, and looks into the rows of a table of its own.
package main

import "sync"

type table struct {
	rows map[string]map[int]int
}

func (t *table) update(name string, device int) int {
	own := map[string]map[int]int{name: {}}
	sum := 0
	for round := range 100 {
		t.rows[name][round] = device
		for _, row := range own {
			if value, ok := row[round]; ok {
				sum += value
			}
			row[round] = device
		}
	}
	return sum
}

func main() {
	names := []string{"a", "b", "c", "d"}
	t := &table{rows: map[string]map[int]int{}}
	for _, name := range names {
		t.rows[name] = map[int]int{}
	}
	var wg sync.WaitGroup
	for device, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.update(name, device)
		}()
	}
	wg.Wait()
}
