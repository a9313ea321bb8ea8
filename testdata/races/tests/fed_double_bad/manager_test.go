// race: yes

// The goroutines that come to the double are those of the test.
package plugin

import (
	"sync"
	"testing"
)

type recorder struct{ made map[int]bool }

func (r *recorder) Create(id string) { r.made[len(id)] = true } // want "GMC001"

func TestReload(t *testing.T) {
	r := &recorder{made: map[int]bool{}}
	m := New(r, "one", "three")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				m.exec.Create("two")
			}
		}()
	}
	wg.Wait()
}
