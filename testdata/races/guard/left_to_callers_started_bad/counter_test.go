// race: yes

package counter

import "testing"

func TestCounter(t *testing.T) {
	c := New()
	c.Start()
	for range 20 {
		c.Count("a")
		c.Each(func(string) {})
	}
	c.Stop()
}
