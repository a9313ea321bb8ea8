// race: no

package double

import (
	"sync"
	"testing"
)

func TestClose(t *testing.T) {
	n := New()
	var all sync.WaitGroup
	for i := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			n.Add(i)
		}()
	}
	all.Wait()
	n.Close()
}
