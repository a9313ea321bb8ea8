// race: no

// Whoever gets the map gets it with the lock held, and what gives that back.
package main

import "sync"

type table struct {
	mu   sync.Mutex
	rows map[int]int
}

func (t *table) Acquire() (map[int]int, func()) {
	t.mu.Lock()
	return t.rows, func() { t.mu.Unlock() }
}

func (t *table) Drop(row int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.rows, row)
}

func main() {
	t := &table{rows: map[int]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				rows, release := t.Acquire()
				rows[i]++
				release()
				t.Drop(i)
			}
		}()
	}
	wg.Wait()
}
