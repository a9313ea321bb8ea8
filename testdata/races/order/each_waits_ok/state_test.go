// race: no

// Two exported functions start goroutines and wait for them; they are called one after the other.
package state

import "testing"

func TestState(t *testing.T) {
	s := New()
	s.Prepare([]string{"a", "bb"})
	if s.Sum([]string{"a", "bb"}) != 3 {
		t.Fatal("sum")
	}
}
