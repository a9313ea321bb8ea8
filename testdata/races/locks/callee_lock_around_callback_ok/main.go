// race: no

// The walker keeps its callback from running twice at a time.
package main

import "sync"

func walk(dirs []string, visit func(dir string)) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, dir := range dirs {
		wg.Add(1)
		go func() {
			defer wg.Done()
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
			sizes[dir] = len(dir)
		}
	})
	return sizes
}

func main() {
	list([]string{"a", "b", "c", "d"})
}
