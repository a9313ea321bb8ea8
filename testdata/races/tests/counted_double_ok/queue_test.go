// race: no

// The test has one worker.
package queue

import "testing"

type recorder struct{ seen map[int]bool }

func (r *recorder) Put(id int) { r.seen[id] = true }

func TestRun(t *testing.T) {
	r := &recorder{seen: map[int]bool{}}
	New(r, 1).Run()
	if len(r.seen) != 1000 {
		t.Fail()
	}
}
