// race: yes

// The test that counts dials dials in parallel.
package pool

import (
	"sync"
	"testing"
)

type fakeDialer struct{ dial func(addr string) int }

func (d *fakeDialer) Dial(addr string) int {
	if d.dial == nil {
		return 0
	}
	return d.dial(addr)
}

func TestCount(t *testing.T) {
	dials := map[string]int{}
	p := &Pool{Dialer: &fakeDialer{func(addr string) int {
		dials[addr]++ // want "GMC001"
		return dials[addr]
	}}}
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 100 {
				p.Get("a")
			}
		}()
	}
	all.Wait()
}
