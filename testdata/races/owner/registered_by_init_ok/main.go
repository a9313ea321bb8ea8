// race: no

// Drivers are registered while packages are initialized, and at no other time: no reader runs by then.
package main

import (
	"sync"

	"example.com/owner/registered_by_init_ok/drivers"
)

func init() {
	drivers.Register("local", 1)
	drivers.Register("remote", 2)
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			drivers.Lookup("local")
			drivers.Size()
		}()
	}
	wg.Wait()
}
