// race: yes

// The test does not wait to be told.
package plugin

import "testing"

func TestReconfigure(t *testing.T) {
	p := New(func() {})
	go func() {
		for range 1000 {
			p.Loaders()["a"].Trigger() // want "GMC004"
		}
	}()
	for range 1000 {
		p.Reconfigure("b")
	}
}
