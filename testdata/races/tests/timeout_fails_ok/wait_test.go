// race: no

// The test waits for the goroutine or fails.
package wait

import (
	"sync"
	"testing"
	"time"
)

// failer is what is needed of a *testing.T.
type failer interface {
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

type pool struct {
	mu    sync.Mutex
	loops map[int]int
}

func (p *pool) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range 1000 {
		delete(p.loops, i)
	}
}

func check(t failer) {
	p := &pool{loops: map[int]int{1: 1, 2: 2}}
	done := make(chan bool)
	go func() {
		p.stop()
		close(done)
	}()
	select {
	case <-time.After(5 * time.Second):
		t.Fatalf("too slow")
	case <-done:
	}
	if len(p.loops) > 0 {
		t.Logf("not stopped")
	}
}

func TestStop(t *testing.T) {
	check(t)
}
