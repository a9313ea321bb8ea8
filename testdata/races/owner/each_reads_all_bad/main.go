// race: yes

// Each device fills its row of the table, and looks into all rows for what it is told.
package main

import "sync"

type table struct {
	rows map[string]map[int]int
}

func (t *table) update(name string, device int) int {
	sum := 0
	for round := range 100 {
		t.rows[name][round] = device // want? "GMC00[12]"
		for _, row := range t.rows {
			if value, ok := row[round]; ok { // want? "GMC00[12]"
				sum += value
			}
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
