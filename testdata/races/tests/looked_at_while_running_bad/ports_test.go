// race: yes

package ports

import "testing"

func TestAcquire(t *testing.T) {
	m := newManager()
	for range 1000 {
		m.Acquire("a", 1)
		if m.reserved["a"] > 1 { // want "GMC004"
			t.Fatal("not reserved")
		}
	}
}
