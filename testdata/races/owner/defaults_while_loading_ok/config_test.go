// race: no

package config

import (
	"sync"
	"testing"
)

func TestLoad(t *testing.T) {
	p := Load()
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			p.Set("a", p.Get("a"))
		}()
	}
	all.Wait()
}
