// race: yes

// The map is found by a type switch.
package main

import "sync"

func merge(into any, key string, value int) {
	switch target := into.(type) {
	case map[string]int:
		target[key] = value // want "GMC001"
	case []int:
		target[0] = value
	}
}

func main() {
	totals := map[string]int{}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			merge(totals, "n", i)
		}()
	}
	wg.Wait()
}
