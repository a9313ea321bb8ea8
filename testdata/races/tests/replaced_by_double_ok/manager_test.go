// race: no

// What calls for each end, in parallel, is what the double stands for: it is not there when the double is.
package plugin

import "testing"

type recorder struct{ made map[string]bool }

func (r *recorder) Create(id string) {
	r.made[id] = true
}

func TestEnded(t *testing.T) {
	Run([]string{"one", "two"})
	r := &recorder{made: map[string]bool{}}
	m := New(r)
	m.ended("one")
	m.ended("two")
	if !r.made["one"] {
		t.Fail()
	}
}
