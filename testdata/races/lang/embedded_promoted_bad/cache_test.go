// race: yes
package cache

import (
	"strconv"
	"testing"
)

func TestCache(t *testing.T) {
	c := New()
	for n := range 2000 {
		c.Set(strconv.Itoa(n), n%20)
		c.Get("1")
	}
	c.Len()
}
