// race: no

package report

import "testing"

func TestCollect(t *testing.T) {
	if Collect().Total() == 0 {
		t.Fatal("nothing collected")
	}
}
