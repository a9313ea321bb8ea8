// race: yes

// Readers and writers lock, each their own mutex.
package main

import "sync"

type table struct {
	readMu  sync.Mutex
	writeMu sync.Mutex
	rows    map[int]string
}

func (t *table) get(id int) string {
	t.readMu.Lock()
	defer t.readMu.Unlock()
	return t.rows[id] // want? "GMC005"
}

func (t *table) put(id int, row string) {
	t.writeMu.Lock()
	defer t.writeMu.Unlock()
	t.rows[id] = row // want? "GMC005"
}

func main() {
	t := &table{rows: map[int]string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 100 {
			t.get(i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := range 100 {
			t.put(i, "row")
		}
	}()
	wg.Wait()
}
