// race: no

// What a sync.Map holds has a lock of its own.
package main

import "sync"

type entry struct {
	mu  sync.Mutex
	ids map[int]bool
}

type listeners struct {
	byKey sync.Map
}

func (l *listeners) add(key string, id int) {
	found, _ := l.byKey.LoadOrStore(key, &entry{ids: make(map[int]bool)})
	e := found.(*entry)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ids[id] = true
}

func main() {
	l := &listeners{}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.add("config", id)
		}()
	}
	wg.Wait()
}
