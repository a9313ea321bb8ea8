// race: no

// The test waits until the goroutine has said that it is done.
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
		c.tree["a"]++
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
	eventually(t, c.closed.Load)
	for range 20 {
		if c.tree["b"] != 0 {
			t.Error("b")
		}
		time.Sleep(time.Millisecond)
	}
}
