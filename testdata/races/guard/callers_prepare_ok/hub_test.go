// race: no

// All who call the method fill a new hub with it before they start that.
package hub

import "testing"

func TestHub(t *testing.T) {
	h := New()
	h.Create("a")
	h.Start().Wait()
}
