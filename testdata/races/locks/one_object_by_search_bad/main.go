// race: yes

// Each goroutine looks for the one table, and leaves its lock alone.
package main

import "sync"

type table struct {
	mu   sync.Mutex
	rows map[int]int
}

func (t *table) put(key int) {
	t.rows[key]++ // want "GMC00[14]"
}

var tables []*table

func main() {
	tables = append(tables, &table{rows: map[int]int{}})
	var wg sync.WaitGroup
	for key := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var found *table
			for _, it := range tables {
				found = it
			}
			for range 200 {
				found.put(key)
			}
		}()
	}
	wg.Wait()
}
