// race: no

// The test waits for the goroutine, or has failed.
package wait

import (
	"sync"
	"testing"
	"time"
)

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

func TestStop(t *testing.T) {
	p := &pool{loops: map[int]int{1: 1, 2: 2}}
	done := make(chan bool)
	go func() {
		defer close(done)
		p.stop()
	}()
	select {
	case <-time.After(5 * time.Second):
		t.Errorf("too slow")
	case <-done:
	}
	if len(p.loops) > 0 {
		t.Logf("not stopped")
	}
}
