// race: yes

// Before Go 1.22 all iterations share the loop variable: the goroutines meet in one map.
package main

import "sync"

func main() {
	maps := []map[string]int{{}, {}, {}}
	var wg sync.WaitGroup
	for _, m := range maps {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 20; i++ {
				m["n"]++ // want:fn "GMC001" a loop variable shared by all rounds before Go 1.22
			}
		}()
	}
	wg.Wait()
}
