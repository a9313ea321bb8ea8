// race: yes

// Two parallel subtests use one map of the test around them.
package fixtures

import (
	"testing"
	"time"
)

func TestBoth(t *testing.T) {
	seen := map[int]bool{}

	t.Run("write", func(t *testing.T) {
		t.Parallel()
		for at := range 20 {
			seen[at] = true // want? "GMC00[12]"
			time.Sleep(time.Millisecond)
		}
	})

	t.Run("read", func(t *testing.T) {
		t.Parallel()
		for at := range 20 {
			_ = seen[at] // want? "GMC00[12]"
			time.Sleep(time.Millisecond)
		}
	})
}
