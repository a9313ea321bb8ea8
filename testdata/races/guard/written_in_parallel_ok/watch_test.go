// race: no

package watch

import (
	"sync"
	"testing"
)

func TestWatch(t *testing.T) {
	w := New()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			w.Track("a")
			w.Fail("b")
		}()
	}
	all.Wait()
	w.Count()
}
