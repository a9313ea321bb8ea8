package hub

import "testing"

func TestLate(t *testing.T) {
	h := New()
	h.Create("a")
	wg := h.Start()
	for range 100 {
		h.Create("b")
	}
	wg.Wait()
}
