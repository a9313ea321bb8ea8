// race: yes

// Done is called before the write: Wait does not wait for it.
package main

import (
	"sync"
	"time"
)

func load(name string) map[string]int {
	sizes := make(map[string]int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Done()               // want "GMC113"
		sizes[name] = len(name) // want? "GMC00[12]"
	}()
	wg.Wait()
	sizes["total"] = 1 // want? "GMC00[12]"
	return sizes
}

func main() {
	for range 20 {
		load("a")
	}
	time.Sleep(20 * time.Millisecond)
}
