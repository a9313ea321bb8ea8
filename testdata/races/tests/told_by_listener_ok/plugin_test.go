// race: no

// The test goes on when it was told, by a function that it gave the product, that the goroutine has come so far.
package plugin

import "testing"

func TestReconfigure(t *testing.T) {
	loaded := make(chan bool)
	p := New(func() { loaded <- true })
	go func() { p.Loaders()["a"].Trigger() }()
	<-loaded
	p.Reconfigure("b")
}
