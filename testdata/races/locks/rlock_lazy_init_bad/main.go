// race: yes

// The map itself is made under the read lock, then written.
package main

import "sync"

type tags struct {
	mu  sync.RWMutex
	set map[string]bool
}

func (t *tags) touch(tag string) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if t.set == nil {
		t.set = make(map[string]bool) // want? "GMC003"
	}
	t.set[tag] = true // want? "GMC003"
}

func (t *tags) remove(tag string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.set, tag)
}

func main() {
	t := &tags{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				t.touch("a")
			}
		}()
	}
	wg.Wait()
	t.remove("a")
}
