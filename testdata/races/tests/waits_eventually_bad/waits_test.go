// race: yes

// The test looks while the goroutine goes on.
package waits

import (
	"sync/atomic"
	"testing"
	"time"
)

type client struct {
	tree   map[string]int
	closed atomic.Bool
}

func (c *client) run() {
	for range 20 {
		c.tree["a"]++ // want? "GMC00[12]"
		time.Sleep(time.Millisecond)
	}
	c.closed.Store(true)
}

func eventually(t *testing.T, done func() bool) {
	t.Helper()
	for range 1000 {
		if done() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("never")
}

func TestTree(t *testing.T) {
	c := &client{tree: map[string]int{}}
	go c.run()
	for range 20 {
		if c.tree["b"] != 0 { // want? "GMC00[12]"
			t.Error("b")
		}
		time.Sleep(time.Millisecond)
	}
}
