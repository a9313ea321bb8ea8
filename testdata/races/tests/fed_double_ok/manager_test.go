// race: no

// The double stands where the product starts a goroutine for each plugin: the test has one of them.
package plugin

import "testing"

type recorder struct{ made map[string]bool }

func (r *recorder) Create(id string) {
	if r.made == nil {
		r.made = map[string]bool{}
	}
	r.made[id] = true
}

func TestReload(t *testing.T) {
	r := &recorder{}
	New(r, "one").Reload()
	if !r.made["one"] {
		t.Fail()
	}
}
