// race: no

package ids

import (
	"sync"
	"testing"
)

func TestSearch(t *testing.T) {
	m := New()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			m.Add("a")
		}()
	}
	all.Wait()
	m.Search(func(id string) bool { return id == "a" })
}
