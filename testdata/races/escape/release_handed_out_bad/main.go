// race: yes

// Whoever gets the map gets it when the lock has been given back, and something else to call when done.
package main

import "sync"

type table struct {
	mu    sync.Mutex
	rows  map[int]int
	users int
}

func (t *table) Acquire() (map[int]int, func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.users++
	return t.rows, func() { t.leave() } // want "GMC006"
}

func (t *table) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.users--
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
				for range 100 {
					rows[i]++ // want "GMC004"
				}
				release()
				t.Drop(i)
			}
		}()
	}
	wg.Wait()
}
