// race: yes

// The objects of all shards are gathered under the lock of each, and looked through without it; that one goroutine at a time does so is no help.
package conns

import (
	"sync"
	"testing"
)

func TestTrim(t *testing.T) {
	m := New()
	m.Connected("a", "1")
	start := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			m.Connected("a", "2")
			m.Disconnected("a", "2")
		}
	}()
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			m.Trim()
		}
	}()
	close(start)
	wg.Wait()
	m.Count("a")
}
