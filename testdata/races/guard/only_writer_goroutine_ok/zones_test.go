// race: no

package zones

import "testing"

func TestSetup(t *testing.T) {
	a := Setup([]string{"a", "b", "c"})
	for range 100 {
		a.Get("a")
	}
	a.Stop()
}
