// race: no

// A mutex type of another module with the methods of sync.Mutex.
package main

import (
	"sync"

	"github.com/sasha-s/go-deadlock"
)

type table struct {
	mu   deadlock.Mutex
	rows map[int]string
}

func (t *table) put(id int, row string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows[id] = row
}

func main() {
	t := &table{rows: map[int]string{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.put(id, "row")
		}()
	}
	wg.Wait()
}
