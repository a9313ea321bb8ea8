// race: no

// sync.OnceValue makes the table once; it is only read afterwards.
package main

import "sync"

var table = sync.OnceValue(func() map[string]int {
	t := make(map[string]int)
	for i, name := range []string{"a", "b", "c"} {
		t[name] = i
	}
	return t
})

func lookup(name string) int { return table()[name] }

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lookup("b")
		}()
	}
	wg.Wait()
}
