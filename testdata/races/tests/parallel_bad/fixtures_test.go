// race: yes

// Parallel subtests share a fixture of the package.
package fixtures

import (
	"testing"
	"time"
)

var created = map[string]int{}

func create(t *testing.T, name string) {
	t.Helper()
	created[name]++ // want "GMC001"
	time.Sleep(time.Millisecond)
}

func TestCreate(t *testing.T) {
	for _, name := range []string{"a", "b", "c", "d"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for range 20 {
				create(t, name)
			}
		})
	}
}
