// race: yes

// All goroutines that the inner loop starts have one row.
package main

import "sync"

func fill(rows, columns []string) map[string]map[string]int {
	table := map[string]map[string]int{}
	for _, row := range rows {
		table[row] = map[string]int{}
	}
	for _, row := range rows {
		var wg sync.WaitGroup
		for _, column := range columns {
			wg.Add(1)
			go func() {
				defer wg.Done()
				table[row][column] = len(column) // want "GMC001"
			}()
		}
		wg.Wait()
	}
	return table
}

func main() {
	for range 20 {
		fill([]string{"a", "b"}, []string{"x", "y", "z"})
	}
}
