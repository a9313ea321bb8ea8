// race: no

// Whoever is handed the internals has to know under which lock they are called.
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
			c.mu.Lock()
			(&DangerousInternals{C: c}).Fetch(id)
			c.mu.Unlock()
		}()
	}
	wg.Wait()
}
