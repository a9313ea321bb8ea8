// race: yes

// Drivers are registered by goroutines, too, and the look-up forgot the lock.
package main

import (
	"sync"

	"example.com/owner/registered_at_run_time_bad/drivers"
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
			for range 1000 {
				drivers.Register("plugin", 3)
				drivers.Lookup("local")
			}
		}()
	}
	wg.Wait()
}
