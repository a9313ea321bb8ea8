// race: no

package dial

import "testing"

func TestDial(t *testing.T) {
	b := &BookMock{Removed: map[string]bool{}}
	NewSwitch(b).dial("a")
	if !b.Removed["a"] {
		t.Fail()
	}
}

func TestDialAll(t *testing.T) {
	NewSwitch(NewBook()).DialAll([]string{"a", "b"})
}
