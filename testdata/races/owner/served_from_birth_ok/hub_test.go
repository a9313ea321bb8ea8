// race: no

// The maker of an object starts a goroutine for it: the two keep apart what each works on.
package hub

import "testing"

func TestJoin(t *testing.T) {
	s := NewServer()
	for member := range 3000 {
		s.Join(member)
	}
	s.Wait()
}
