// race: no

// Each goroutine looks for the one table, and has its lock with it.
package main

import "sync"

type table struct {
	mu   sync.Mutex
	rows map[int]int
}

func (t *table) put(key int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows[key]++
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
