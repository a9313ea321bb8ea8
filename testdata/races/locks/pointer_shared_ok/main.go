// race: no

// Two structs share one mutex through a pointer.
package main

import "sync"

type reader struct {
	mu   *sync.Mutex
	data map[string]int
}

func (r *reader) get(key string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.data[key]
}

type writer struct {
	mu   *sync.Mutex
	data map[string]int
}

func (w *writer) set(key string, n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.data[key] = n
}

func pair() (*reader, *writer) {
	mu := new(sync.Mutex)
	data := make(map[string]int)
	return &reader{mu, data}, &writer{mu, data}
}

func main() {
	r, w := pair()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			r.get("a")
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			w.set("a", 1)
		}
	}()
	wg.Wait()
}
