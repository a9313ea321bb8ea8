// race: yes

// The goroutines that come to the double are those of the test.
package queue

import (
	"sync"
	"testing"
)

type recorder struct{ seen map[int]bool }

func (r *recorder) Put(id int) { r.seen[id] = true } // want "GMC001"

func TestRun(t *testing.T) {
	r := &recorder{seen: map[int]bool{}}
	q := New(r, 1)
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := range 1000 {
				q.store.Put(n)
			}
		}()
	}
	all.Wait()
}
