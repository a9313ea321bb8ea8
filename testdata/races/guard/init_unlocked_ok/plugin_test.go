// race: no

package plugin

import (
	"sync"
	"testing"
)

func TestGather(t *testing.T) {
	p := &Plugin{}
	if err := p.Init(); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			p.Gather(i)
		}()
	}
	all.Wait()
}
