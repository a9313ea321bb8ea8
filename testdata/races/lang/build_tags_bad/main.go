// race: yes

// Safe everywhere but on Linux.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			record(name)
		}()
	}
	wg.Wait()
}
