// race: no

// A method that nobody calls has the name of one in another package that is called.
package main

import (
	"sync"

	"example.com/guard/uncalled_here_ok/disk"
	"example.com/guard/uncalled_here_ok/net"
)

func main() {
	d, n := disk.New(), net.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				d.Add("a")
				d.Drop("a")
				_ = d.Len()
				n.Add("a")
				n.Reset()
				n.Drop("a")
				_ = n.Len()
			}
		}()
	}
	wg.Wait()
}
