// race: no

package ports

import "testing"

func TestAcquire(t *testing.T) {
	m := newManager(make(chan bool))
	m.Acquire("a", 1)
	if m.reserved["a"] != 1 {
		t.Fatal("not reserved")
	}
}
