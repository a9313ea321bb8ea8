// race: no

// delete and clear are functions of this package here.
package main

import "sync"

type set struct{ names map[string]bool }

func delete(s *set, name string) bool { return s.names[name] }

func clear(s *set) int { return len(s.names) }

func main() {
	s := &set{names: map[string]bool{"a": true}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			delete(s, "a")
			clear(s)
		}()
	}
	wg.Wait()
}
