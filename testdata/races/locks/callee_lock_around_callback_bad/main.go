// race: yes

// Each goroutine of the walker has a mutex of its own around the callback.
package main

import "sync"

func walk(dirs []string, visit func(dir string)) {
	var wg sync.WaitGroup
	for _, dir := range dirs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var mu sync.Mutex
			mu.Lock()
			defer mu.Unlock()
			visit(dir)
		}()
	}
	wg.Wait()
}

func list(dirs []string) map[string]int {
	sizes := make(map[string]int)
	walk(dirs, func(dir string) {
		for range 200 {
			sizes[dir] = len(dir) // want "GMC00[15]"
		}
	})
	return sizes
}

func main() {
	list([]string{"a", "b", "c", "d"})
}
