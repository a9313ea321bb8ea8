// race: yes

// clear writes.
package main

import "sync"

var seen = map[uint64]struct{}{}

func reset() {
	clear(seen) // want? "GMC00[12]"
}

func mark(id uint64) bool {
	_, dup := seen[id]    // want? "GMC00[12]"
	seen[id] = struct{}{} // want? "GMC00[12]"
	return dup
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range uint64(100) {
			mark(i)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			reset()
		}
	}()
	wg.Wait()
}
