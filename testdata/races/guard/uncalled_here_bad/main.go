// race: yes

// Of two methods of one name in two packages, one is called without the lock.
package main

import (
	"sync"

	"example.com/guard/uncalled_here_bad/disk"
	"example.com/guard/uncalled_here_bad/net"
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
				d.Restore()
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
