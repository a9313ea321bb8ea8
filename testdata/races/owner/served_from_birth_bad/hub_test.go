// race: yes

// The maker of an object starts a goroutine for it: whoever gets to such an object shares it with its goroutine.
package hub

import "testing"

func TestJoin(t *testing.T) {
	s := NewServer()
	for member := range 3000 {
		s.Join(member)
	}
	s.Wait()
}
