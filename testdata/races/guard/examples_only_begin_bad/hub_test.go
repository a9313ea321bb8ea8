// race: yes

// An example fills a new hub before it starts it. That is how to begin; the method may be called later as well.
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
