// race: yes

// All goroutines change the map, whatever there is about the journal.
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
			if name == journal {
				return
			}
			// The journal is left to the goroutine that converts it.
			delete(chunks, name) // want "GMC001"
		}()
	}
	wg.Wait()
	return chunks
}

func main() {
	for range 20 {
		_ = load([]string{"a", journal, "b"})
	}
}
