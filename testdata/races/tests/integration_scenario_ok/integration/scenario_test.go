// race: no

// A scenario belongs to one test, which lists its users when they are there.
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
			s.Add(name)
		}()
	}
	wg.Wait()
	s.Remove("a")
	if len(s.Users()) != 2 || s.Has("a") {
		t.Fatal("wrong users")
	}
}
