// race: no

// Parallel subtests go on when the function around them has returned: what it does to the map after it has started them comes before.
package fixtures

import (
	"testing"
	"time"
)

func TestAll(t *testing.T) {
	want := map[string]int{"a": 1}
	for _, name := range []string{"a", "b", "c"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if want[name] == 0 {
				t.Errorf("no %s", name)
			}
			time.Sleep(5 * time.Millisecond)
		})
		want["b"] = 2
	}
	want["c"] = 3
}
