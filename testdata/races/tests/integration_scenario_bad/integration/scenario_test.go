// race: yes

// The users are listed while the test adds some.
package integration

import (
	"sync"
	"testing"
)

func TestUsers(t *testing.T) {
	s := NewScenario()
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				s.Add(name)
			}
		}()
	}
	for range 100 {
		_ = s.Users()
	}
	wg.Wait()
}
