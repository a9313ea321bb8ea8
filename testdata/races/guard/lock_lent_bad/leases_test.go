// race: yes

// Two locks for one map.
package leases

import "testing"

func TestReset(t *testing.T) {
	s := New()
	s.Start()
	for range 100 {
		s.Add("a")
		s.Reset()
	}
}
