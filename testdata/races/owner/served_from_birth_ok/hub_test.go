package hub

import "testing"

func TestJoin(t *testing.T) {
	s := NewServer()
	for member := range 3000 {
		s.Join(member)
	}
	s.Wait()
}
