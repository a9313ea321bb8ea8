// race: no

// The test puts something in before anything expires, and looks when all has.
package schedule

import "testing"

func TestAdd(t *testing.T) {
	s := New()
	s.put("a")
	s.put("b")
	s.Add("c")
	s.Wait()
	s.put("d")
	if len(s.entries) != 3 {
		t.Fatal(s.entries)
	}
}
