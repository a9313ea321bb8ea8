// race: yes

// A package helps tests with an engine, and a test works on it in parallel.
package engine_test

import (
	"sync"
	"testing"

	"example.com/tests/support_package_shared_bad/engine/enginetest"
)

func TestDelete(t *testing.T) {
	e := enginetest.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := range 500 {
				e.Delete(id)
			}
		}()
	}
	wg.Wait()
	if e.Len() > 1 {
		t.Fatal(e.Len())
	}
}
