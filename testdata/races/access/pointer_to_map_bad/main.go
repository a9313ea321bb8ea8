// race: yes

// The map is reached through a pointer to it.
package main

import "sync"

func remember(known *map[string]bool, name string) {
	(*known)[name] = true // want "GMC001"
}

func main() {
	known := map[string]bool{}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			remember(&known, name)
		}()
	}
	wg.Wait()
}
