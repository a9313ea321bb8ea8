// race: no

// The lock is taken and given back by methods of the type.
package main

import "sync"

type db struct {
	mu   sync.Mutex
	rows map[string]string
}

func (d *db) lock()   { d.mu.Lock() }
func (d *db) unlock() { d.mu.Unlock() }

func (d *db) set(key, value string) {
	d.lock()
	d.rows[key] = value
	d.unlock()
}

func (d *db) get(key string) string {
	d.lock()
	defer d.unlock()
	return d.rows[key]
}

func main() {
	d := &db{rows: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			d.set("a", "1")
			d.get("a")
		}()
	}
	wg.Wait()
}
