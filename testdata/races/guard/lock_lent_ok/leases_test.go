// race: no

// The lock of the server is the lock of its interfaces.
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
