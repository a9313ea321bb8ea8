// race: yes

// A helper relies on the caller's lock; one of its callers does not hold it.
package main

import "sync"

type tree struct {
	mu    sync.Mutex
	nodes map[string]int
}

// insertLocked wants t.mu held.
func (t *tree) insertLocked(path string) {
	t.nodes[path]++ // want? "GMC00[14]"
}

func (t *tree) Add(path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.insertLocked(path)
}

func (t *tree) AddAll(paths []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, path := range paths {
		t.insertLocked(path)
	}
}

func (t *tree) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.nodes)
}

func (t *tree) Restore(path string) {
	t.insertLocked(path) // want? "GMC00[14]"
}

func main() {
	t := &tree{nodes: map[string]int{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			t.Add("/a")
			t.AddAll([]string{"/b"})
			t.Len()
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			t.Restore("/c")
		}
	}()
	wg.Wait()
}
