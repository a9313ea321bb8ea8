// race: yes

// What the test adds first is expired while it adds the next.
package schedule

import (
	"testing"
	"time"
)

func TestAdd(t *testing.T) {
	s := New()
	s.add("a")
	time.Sleep(10 * time.Millisecond)
	s.add("b")
	time.Sleep(10 * time.Millisecond)
}
