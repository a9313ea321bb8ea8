// race: yes

// maps.Equal reads both arguments.
package main

import (
	"maps"
	"sync"
)

type watcher struct {
	current map[string]string
}

func (w *watcher) changed(want map[string]string) bool {
	return !maps.Equal(w.current, want) // want? "GMC00[12]"
}

func (w *watcher) apply(key, value string) {
	w.current[key] = value // want? "GMC00[12]"
}

func main() {
	w := &watcher{current: map[string]string{"a": "1"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			w.changed(map[string]string{"a": "1"})
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			w.apply("a", "1")
		}
	}()
	wg.Wait()
}
