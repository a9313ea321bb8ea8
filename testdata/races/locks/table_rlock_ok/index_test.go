// race: no

// The map of what is in a table is written under the table's lock.
package index

import "testing"

func TestBoth(t *testing.T) {
	x := New("cpu")
	r, f := &Replay{Index: x}, &Feed{Index: x}
	r.Open()
	f.Listen()
	r.Wait.Wait()
	f.Wait.Wait()
}
