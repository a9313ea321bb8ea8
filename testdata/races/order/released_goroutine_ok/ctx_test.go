// race: no

package ctx

import "testing"

func TestReclaim(t *testing.T) {
	c := New()
	c.ScheduleReclaim()
	for range 100 {
		c.Bind("a")
	}
	c.Release()
}
