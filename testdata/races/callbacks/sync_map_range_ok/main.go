// race: no

// sync.Map.Range calls its function in the caller's goroutine.
package main

import "sync"

type table struct{ rows sync.Map }

func (t *table) histogram() map[string]int {
	counts := make(map[string]int)
	t.rows.Range(func(_, value any) bool {
		counts[value.(string)]++
		return true
	})
	return counts
}

func main() {
	t := &table{}
	t.rows.Store(1, "a")
	t.rows.Store(2, "a")
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.histogram()["seen"] = 1
		}()
	}
	wg.Wait()
}
