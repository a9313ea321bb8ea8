// race: no

// A package helps tests with an engine; the service that works in parallel gets another one.
package engine_test

import (
	"testing"

	"example.com/tests/support_package_ok/engine/enginetest"
)

func TestDelete(t *testing.T) {
	e := enginetest.New()
	e.Delete(1)
	if e.Len() > 1 {
		t.Fatal(e.Len())
	}
}
