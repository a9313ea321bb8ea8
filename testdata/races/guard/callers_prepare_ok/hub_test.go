package hub

import "testing"

func TestHub(t *testing.T) {
	h := New()
	h.Create("a")
	h.Start().Wait()
}
