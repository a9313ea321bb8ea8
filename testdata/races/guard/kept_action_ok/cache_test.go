// race: no

// The only one that calls the method without a lock is a literal that is run where it stands, while the package is initialized.
package cache

import (
	"strconv"
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				Length(strconv.Itoa(i))
			}
		}()
	}
	wg.Wait()
}
