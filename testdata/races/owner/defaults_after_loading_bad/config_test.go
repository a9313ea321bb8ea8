// race: yes

package config

import (
	"sync"
	"testing"
)

func TestLoad(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				Load().Set("a", "c")
			}
		}()
	}
	all.Wait()
}
