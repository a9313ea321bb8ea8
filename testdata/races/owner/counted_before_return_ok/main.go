// race: no

// A constructor looks at what its goroutines have loaded, before anybody else has the object.
package main

import (
	"sync"

	"example.com/owner/counted_before_return_ok/disk"
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
