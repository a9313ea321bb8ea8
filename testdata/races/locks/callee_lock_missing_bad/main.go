// race: yes

// Many goroutines call a function: the lock of the walker is for its own count. Those who use the walker wrap what they are given.
package main

import "sync"

func walk(dirs []string, f func(dir string)) {
	var all sync.WaitGroup
	var mu sync.Mutex
	count := 0
	for _, dir := range dirs {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				mu.Lock()
				count++
				mu.Unlock()
				f(dir)
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
		seen[dir]++ // want "GMC001"
	})
	println(len(seen))
}
