// race: yes

package plugin

import (
	"sync"
	"testing"
)

func TestGather(t *testing.T) {
	p := New()
	var all sync.WaitGroup
	all.Add(2)
	go func() {
		defer all.Done()
		for i := range 1000 {
			p.Gather(i)
		}
	}()
	go func() {
		defer all.Done()
		for range 1000 {
			_ = p.Restart()
		}
	}()
	all.Wait()
}
