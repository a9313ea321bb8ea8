package store

import "testing"

func TestCountOfNames(t *testing.T) {
	s := New()
	s.Add("a")
	if s.CountOfNames() != 1 {
		t.Error("one name")
	}
}
