// race: no

// What the tests leave behind is cleaned up, without the lock, when all have run.
package clients

import (
	"os"
	"sync"
	"testing"

	"example.com/tests/harness_cleans_up_ok/tests/harness"
)

var shared *harness.Harness

func TestMain(m *testing.M) {
	shared = harness.New()
	result := m.Run()
	shared.Cleanup()
	os.Exit(result)
}

func TestClients(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				_ = shared.Client("first")
				_ = shared.Has("first")
			}
		}()
	}
	wg.Wait()
}
