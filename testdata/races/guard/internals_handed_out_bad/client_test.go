// race: yes

// What an administrator calls fills the cache without the lock.
package client

import (
	"sync"
	"testing"
)

func TestDevices(t *testing.T) {
	c := New()
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Device(id)
			c.Forget(id)
			(&Admin{C: c}).Fetch(id)
		}()
	}
	wg.Wait()
}
