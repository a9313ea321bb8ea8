// race: no

package batch

import (
	"sync"
	"testing"
)

func TestBatch(t *testing.T) {
	l := &Listeners{}
	b := New(l)
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			b.Group("a")
		}()
	}
	all.Wait()
	l.Notify("a")
	b.Reset()
}
