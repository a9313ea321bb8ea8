// race: yes

// Parallel subtests collect into a map of the test.
package fixtures

import (
	"testing"
	"time"
)

func TestAll(t *testing.T) {
	durations := make(map[string]time.Duration)
	for _, name := range []string{"a", "b", "c", "d"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			time.Sleep(5 * time.Millisecond)
			durations[name] = time.Since(start) // want "GMC001"
			time.Sleep(5 * time.Millisecond)
		})
	}
}
