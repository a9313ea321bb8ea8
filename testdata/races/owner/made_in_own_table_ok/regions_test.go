// race: no

package regions

import (
	"sync"
	"testing"
)

func TestMerged(t *testing.T) {
	c := New()
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				c.Record("k")
				c.Merged()
			}
		}()
	}
	all.Wait()
}
