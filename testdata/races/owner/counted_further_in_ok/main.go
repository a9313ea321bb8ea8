// race: no

// A function further in makes the object and looks at what its goroutines have loaded, before anybody else has it.
package main

import (
	"sync"

	"example.com/owner/counted_further_in_ok/disk"
)

func main() {
	ids := make([]int, 2000)
	for i := range ids {
		ids[i] = i
	}
	d := disk.Open(ids)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 500 {
				d.Set(i*1000 + n)
				d.Has(n)
				d.Drop(n)
			}
		}()
	}
	wg.Wait()
}
