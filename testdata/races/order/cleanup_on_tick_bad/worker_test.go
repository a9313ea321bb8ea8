// race: yes

package worker

import "testing"

func TestWorker(t *testing.T) {
	w := New()
	for range 10000 {
		w.Add("a")
	}
	w.Has("a")
	w.Stop()
}
