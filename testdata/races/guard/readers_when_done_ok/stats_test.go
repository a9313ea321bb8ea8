// race: no

// Whoever adds takes the lock; those who print look when all have ended.
package stats

import (
	"sync"
	"testing"
)

func TestStats(t *testing.T) {
	s := New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Add("a")
			s.Drop("b")
		}()
	}
	wg.Wait()
	if s.Total() != 4 || s.Max() != 4 || s.Print("a") != "4" {
		t.Fatal(s.Total())
	}
}
