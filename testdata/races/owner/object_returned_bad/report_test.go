// race: yes

package report

import "testing"

func TestCollect(t *testing.T) {
	r := Collect()
	for range 1000 {
		r.Total()
	}
}
