// race: no

// Many goroutines call a function, one at a time: the walker holds a lock of its own. Those who use the walker wrap what they are given.
package main

import "sync"

func walk(dirs []string, f func(dir string)) {
	var all sync.WaitGroup
	var mu sync.Mutex
	for _, dir := range dirs {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				mu.Lock()
				f(dir)
				mu.Unlock()
			}
		}()
	}
	all.Wait()
}

func list(dirs []string, f func(dir string)) {
	walk(dirs, func(dir string) {
		f(dir + "/")
	})
}

func main() {
	seen := map[string]int{}
	list([]string{"a", "b", "c"}, func(dir string) {
		seen[dir]++
	})
	println(len(seen))
}
