// race: yes

package regions

import (
	"sync"
	"testing"
)

func TestMerged(t *testing.T) {
	c := New()
	c.Record("k")
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				c.Merged()
			}
		}()
	}
	all.Wait()
}
