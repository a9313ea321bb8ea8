// race: no

package worker

import "testing"

func TestWorker(t *testing.T) {
	w := New()
	for range 100 {
		w.Add("a")
	}
	w.Has("a")
	w.Stop()
}
