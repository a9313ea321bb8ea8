// race: yes

// The lock is taken by methods of the type; one method accesses before it calls them.
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

func (d *db) drop(key string) {
	d.lock()
	delete(d.rows, key)
	d.unlock()
}

func (d *db) get(key string) string {
	value, ok := d.rows[key] // want "GMC00[24]"
	if !ok {
		d.lock()
		defer d.unlock()
		value = d.rows["default"]
	}
	return value
}

func main() {
	d := &db{rows: map[string]string{"a": "0"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			d.set("a", "1")
			d.drop("b")
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			d.get("a")
		}
	}()
	wg.Wait()
}
