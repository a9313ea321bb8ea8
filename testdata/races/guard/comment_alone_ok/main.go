// race: no

// One of the goroutines alone changes the map, as its comment says.
package main

import "sync"

const journal = "journal"

func load(names []string) map[string]int {
	chunks := map[string]int{journal: 1, "a": 2, "b": 3}
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if name != journal {
				return
			}
			// There is one journal: we are the only goroutine that
			// changes the map, and nobody reads it before the end.
			delete(chunks, journal)
			chunks["converted"] = 1
		}()
	}
	wg.Wait()
	return chunks
}

func main() {
	if len(load([]string{"a", journal, "b"})) != 3 {
		panic("wrong number")
	}
}
